import json
import logging
import sys
from contextvars import copy_context
from typing import Any

import pytest

from lexora_services.kit import logs
from tests.services.platform import TRACE


def line(message: str = "%d texts", *args: object, error: Exception | None = None) -> dict[str, Any]:
    """What is written of a record."""
    info = None
    if error:
        try:
            raise error
        except Exception:
            info = sys.exc_info()
    record = logging.LogRecord("lexora", logging.ERROR, "somewhere.py", 1, message, args, info)
    written = logs.JsonFormatter().format(record)
    assert "\n" not in written
    found: dict[str, Any] = json.loads(written)
    return found


def test_a_line_is_an_object() -> None:
    written = copy_context().run(line, "%d texts", 3)
    assert written.pop("time").endswith("+00:00")
    assert written == {"level": "ERROR", "logger": "lexora", "message": "3 texts", "trace": "", "job_id": ""}


def test_a_line_names_the_trace_and_the_job_it_belongs_to() -> None:
    context = copy_context()
    context.run(logs.begin, f"00-{TRACE}-00f067aa0ba902b7-01", job_id="17")
    written = context.run(line)
    assert (written["trace"], written["job_id"]) == (TRACE, "17")


@pytest.mark.parametrize("traceparent", ["", "nonsense", "00-xyz-00f067aa0ba902b7-01", f"{TRACE}\n"])
def test_a_trace_that_is_none_is_not_written(traceparent: str) -> None:
    context = copy_context()
    context.run(logs.begin, traceparent)
    assert context.run(line)["trace"] == ""


def test_an_error_is_told_without_its_words() -> None:
    written = line("it failed", error=ValueError("secret of a learner"))
    assert written["error"] == "ValueError"
    assert written["stack"][0].endswith(" line")
    assert "secret" not in json.dumps(written)

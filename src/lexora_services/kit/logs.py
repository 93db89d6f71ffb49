"""JSON logs: one object a line, with the trace and the job it belongs to, and never the text of a learner."""

import json
import logging
import logging.config
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")  # https://www.w3.org/TR/trace-context/
QUIETER = {
    # They write each address they ask, and the texts of learners stand in them.
    "httpx": "WARNING",
    "httpcore": "WARNING",
    # Told to debug, they write whole messages; and that RabbitMQ is away is said once and not four times.
    "aio_pika": "WARNING",
    "aio_pika.tools": "CRITICAL",
    "aiormq": "CRITICAL",
}
_trace: ContextVar[str] = ContextVar("trace", default="")
_job_id: ContextVar[str] = ContextVar("job_id", default="")


def begin(traceparent: str, *, job_id: str = "") -> None:
    """Log lines from here on belong to this request; threads that are given this context, too."""
    match = TRACEPARENT.fullmatch(traceparent)
    _trace.set(match[1] if match else "")
    _job_id.set(job_id)


class JsonFormatter(logging.Formatter):
    """An error is told by its kind and its place only: its words may be those of a learner."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "trace": _trace.get(),
            "job_id": _job_id.get(),
        }
        if record.exc_info and record.exc_info[1]:
            line |= _error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _error(error: BaseException) -> dict[str, object]:
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "stack": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def configure(level: str) -> None:
    """Everything this process has to say, uvicorn and warnings too, goes to standard error as JSON."""
    logging.captureWarnings(True)
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": JsonFormatter}},
            "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["console"], "level": level},
            "loggers": {name: {"level": level} for name, level in QUIETER.items()},
        }
    )

"""One trace id for a request and all the work it causes (W3C Trace Context, https://www.w3.org/TR/trace-context/)."""

import contextvars
import logging
import re
import secrets

TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_current: contextvars.ContextVar[str] = contextvars.ContextVar("traceparent", default="")


def begin(given: str = "") -> str:
    """Start or continue a trace; return its traceparent."""
    traceparent = given if TRACEPARENT.fullmatch(given) else f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
    _current.set(traceparent)
    return traceparent


def current() -> str:
    """The traceparent of what is going on, or an empty string."""
    return _current.get()


class TraceFilter(logging.Filter):
    """Puts the trace id on each log record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.trace = current()[3:35] or "-"
        return True

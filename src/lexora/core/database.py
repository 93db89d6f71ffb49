"""What can be wrong with a database server, apart from questions."""

from django.db import InterfaceError, OperationalError

# The server ends a connection, takes none, or has no more of them.
GOING = ("08", "53300", "57P01", "57P02", "57P03")


def is_away(error: BaseException | None) -> bool:
    """Whether the server of PostgreSQL could not be reached, went away, or had no connection left for us.

    psycopg gives an error that the server did not send no code; SQLite's errors have no place for one.
    """
    if isinstance(error, InterfaceError):
        return True  # a connection that was lost before
    cause = error.__cause__ if isinstance(error, OperationalError) else None
    if cause is None or not hasattr(cause, "sqlstate"):
        return False
    code: str | None = cause.sqlstate
    return code is None or code.startswith(GOING)

"""Database work of an event loop: in threads, each with a connection from the pool for as long as it needs one."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connection

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")
AGAIN = 1.0  # seconds until a database that is away is asked again
AWAY = (OperationalError, InterfaceError)


async def in_database(pool: ThreadPoolExecutor, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do the work in a thread. While the database is away, wait and try again: the work is one transaction."""
    loop = asyncio.get_running_loop()
    while True:
        try:
            return await loop.run_in_executor(pool, lambda: _with_connection(work, *args, **kwargs))
        except AWAY as error:
            log.warning("the database does not answer (%s); trying again", type(error).__name__)
            await asyncio.sleep(AGAIN)


def _with_connection(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return work(*args, **kwargs)
    finally:
        connection.close()  # back to the pool

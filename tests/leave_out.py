"""On PostgreSQL a test that touches no database would prove the same again: it is left out and counted."""

import pytest

from tests.databases import SERVER, only_on_postgresql

DATABASE = {"db", "transactional_db", "lexora", "stack"}  # fixtures; the last two are processes with a database there
COUNT = pytest.StashKey[int]()
WHY = "touch no database and are left out on PostgreSQL: make test proves them"


def uses_database(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db") or only_on_postgresql.mark in item.iter_markers("skipif")
    return bool(marked or DATABASE & set(getattr(item, "fixturenames", ())))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not SERVER:
        return
    left_out = [item for item in items if not uses_database(item)]
    items[:] = [item for item in items if uses_database(item)]
    config.stash[COUNT] = len(left_out)
    config.hook.pytest_deselected(items=left_out)


# With several processes each worker collects, and only the first process speaks.


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(COUNT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    output = getattr(node, "workeroutput", {})
    node.config.stash[COUNT] = output.get("left_out", 0)  # type: ignore[attr-defined]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if count := config.stash.get(COUNT, 0):
        terminalreporter.write_line(f"{count} tests {WHY}.")

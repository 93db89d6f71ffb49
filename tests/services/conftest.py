from collections.abc import AsyncIterator, Iterator

import pytest

from tests.rabbit_server import PROGRAM, RabbitMQ
from tests.services.platform import Platform


@pytest.fixture(scope="session")
def server() -> Iterator[RabbitMQ]:
    if not PROGRAM:
        pytest.skip("RabbitMQ is not installed")
    with RabbitMQ() as running:
        yield running


@pytest.fixture
def rabbit(server: RabbitMQ) -> RabbitMQ:
    """A RabbitMQ that runs, and may be stopped and killed."""
    if not server.is_running:
        server.start()
    return server


@pytest.fixture
async def platform(rabbit: RabbitMQ) -> AsyncIterator[Platform]:
    """The platform's end of empty queues."""
    async with Platform(rabbit.url) as ready:
        await ready.clear()
        yield ready

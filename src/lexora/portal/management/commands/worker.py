"""`lexora worker`: send jobs to the services over RabbitMQ, and store their answers. `--check`: is one alive here?"""

import asyncio
import signal
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lexora.jobs.runner import SWITCH_AFTER
from lexora.jobs.worker import Worker, is_alive_here
from lexora.notifications import live


class Command(BaseCommand):
    help = "Send jobs to the services over RabbitMQ and store their answers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether a worker of this host is alive")

    def handle(self, *_args: Any, **options: Any) -> None:
        if settings.JOBS_RUN_HERE:
            raise CommandError(
                "`lexora serve` does the jobs itself here. A worker needs DATABASE_URL, AMQP_URL, REDIS_URL."
            )
        if options["check"]:
            self.check_alive()
        else:
            asyncio.run(work())

    def check_alive(self) -> None:
        if not is_alive_here():
            raise CommandError("No worker of this host gave a sign of life in the last 30 seconds.")
        self.stdout.write("A worker of this host is alive.")


async def work() -> None:
    """Work until SIGTERM or Ctrl+C."""
    worker = Worker(settings.ENV.amqp_url, window=settings.ENV.jobs_bulk_window)
    loop = asyncio.get_running_loop()
    sys.setswitchinterval(SWITCH_AFTER)
    live.attach(loop)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, worker.stop)
    await worker.run()
    live.detach()

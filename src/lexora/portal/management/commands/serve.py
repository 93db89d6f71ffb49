"""`lexora serve`: prepare what is needed and serve Lexora in this process."""

import fcntl
import os
import socket
from pathlib import Path
from typing import Any, TextIO

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from uvicorn.supervisors import Multiprocess

from lexora.core.connections import ImpatientProtocol
from lexora.jobs import runner

CONNECTIONS = 1_000  # open at once, sockets of pages among them; more are answered with 503


class Command(BaseCommand):
    help = "Prepare the data folder and serve Lexora."

    def handle(self, *_args: Any, **_options: Any) -> None:
        # With RabbitMQ several servers may share the folder: none takes up another one's jobs.
        lock = hold(Path(settings.DATA_DIR) / "lock") if settings.JOBS_RUN_HERE else None
        call_command("prepare", stdout=self.stdout)
        check_services()
        environment = settings.ENV
        listening = listen(environment.host, environment.port)
        self.stdout.write(f"Lexora is at {environment.public_url or f'http://localhost:{environment.port}'}")
        self.stdout.flush()
        config = uvicorn.Config(
            "lexora.config.asgi:application",
            http=ImpatientProtocol,
            lifespan="on",
            log_config=None,
            access_log=False,
            proxy_headers=environment.trust_proxy,
            server_header=False,
            timeout_graceful_shutdown=10,
            limit_concurrency=CONNECTIONS,
            ws_max_size=65_536,
        )
        run(config, listening, workers=environment.web_workers)
        if lock:
            lock.close()


def run(config: uvicorn.Config, listening: socket.socket, *, workers: int) -> None:
    """Serve until SIGTERM, in this process or in several that share the port."""
    if workers == 1:
        uvicorn.Server(config).run(sockets=[listening])
    else:
        config.workers = workers
        Multiprocess(config, sockets=[listening]).run()


def check_services() -> None:
    """Build the services once, so that a wrong setting ends the start with a sentence."""
    try:
        runner.warm_up()
    except ValueError as error:
        raise CommandError(f"Lexora cannot start; mend these settings (see env.example):\n{error}") from error


def listen(host: str, port: int) -> socket.socket:
    """Take the port, or say what to do when somebody else has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise CommandError(
            f"Port {port} of {host} is not free ({error.strerror}). Choose another one: PORT=…"
        ) from error


def hold(path: Path) -> TextIO:
    """Keep other servers off the same data folder: each would take the other's running jobs for lost ones."""
    file = path.open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise CommandError(
            f"Another Lexora already serves the data folder {path.parent}. Stop it, or set LEXORA_DATA_DIR."
        ) from error
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file

"""The full stack on this machine, without Docker, for `make stack`, for tests and for benchmarks.

Nginx → web processes, a worker, the translation service; PostgreSQL, RabbitMQ and Redis that run on their standard
ports, or private ones.

    with Stack(folder, private=True, TRANSLATION_PROVIDERS="dictionary") as stack:
        httpx.get(stack.url)
        stack.kill("worker")
        stack.start_one("worker")
"""

import fcntl
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self, TextIO

import httpx

from lexora.config.environment import ROOT, write_secret
from tools.nginx import NginxSettings, find_nginx, has_certificate, write_configuration
from tools.processes import Part, Process, StackError, end_leftovers, free_port, is_free
from tools.servers import KINDS, Server, find_or_prepare, install

PORTS = {"NGINX_PORT": 5433, "NGINX_TLS_PORT": 5443, "PORT": 8000, "SERVICE_PORT": 8001}
HOMES = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - where an address for all can be asked
LEXORA = str(Path(sys.executable).with_name("lexora"))


class Stack:
    """All processes of one Lexora. What it keeps, and the logs, are in the folder, also after it has stopped.

    Settings are given as for Lexora itself. A DATABASE_URL, AMQP_URL or REDIS_URL that is given is used as it is.
    `private`: servers of its own, and free ports instead of the usual ones; for any number of stacks at once.
    """

    def __init__(
        self, folder: Path, *, private: bool = False, say: Callable[[str], None] = lambda _: None, **environment: str
    ) -> None:
        self.folder = folder.resolve()
        self.logs, self.run_folder = self.folder / "logs", self.folder / "run"
        self.private = private
        self.say = say
        self._given = {name: value for name, value in environment.items() if value}
        self._ports = {
            name: int(self._given.get(name) or (free_port() if private else usual)) for name, usual in PORTS.items()
        }
        self._processes: dict[str, Process] = {}
        self._server_ports: dict[str, int] = {}
        self._lock: TextIO | None = None
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    # What a person and a test do

    @property
    def url(self) -> str:
        return self._given.get("PUBLIC_URL") or f"http://localhost:{self._ports['NGINX_PORT']}"

    @property
    def web_url(self) -> str:
        """The web processes themselves, past Nginx."""
        return f"http://127.0.0.1:{self._ports['PORT']}"

    @property
    def service_url(self) -> str:
        return f"http://127.0.0.1:{self._ports['SERVICE_PORT']}"

    def start(self) -> None:
        """Start everything and wait until it answers. What goes wrong stops everything again."""
        try:
            self._hold_folder()
            self._check_ports()
            self.environment = self._environment(self._start_servers())
            self._note_environment()
            self._prepare()
            for part in (self._translation(), self._web(), self._worker(), self._nginx()):
                self._add(part).start()
            for name in ("translation", "web", "worker", "nginx"):
                self._wait(name)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop everything, the last one started first."""
        for process in reversed(self._processes.values()):
            process.stop()
        if self._lock:
            self._lock.close()
            self._lock = None

    def start_one(self, name: str) -> None:
        """Start one part again and wait until it answers."""
        self._part(name).start()
        self._wait(name)

    def stop_one(self, name: str) -> None:
        self._part(name).stop()

    def kill(self, name: str) -> None:
        """SIGKILL, to its children too."""
        self._part(name).kill()

    def pid(self, name: str) -> int:
        return self._part(name).pid

    def log(self, name: str) -> Path:
        return self._part(name).log

    def run(self, *words: str) -> str:
        """A command of `lexora` beside the processes; return what it prints."""
        done = subprocess.run(
            [LEXORA, *words], env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise StackError(f"lexora {words[0]} ended with {done.returncode}:\n{(done.stderr or done.stdout)[-3000:]}")
        return done.stdout

    def watch(self) -> None:
        """Return never; raise `StackError` when a process ends by itself."""
        while True:
            for process in self._processes.values():
                process.check()
            time.sleep(0.5)

    # The parts

    def _web(self) -> Part:
        return self._lexora("web", "serve", is_ready=lambda: status(f"{self.web_url}/ready") == 200)

    def _worker(self) -> Part:
        return self._lexora("worker", "worker", is_ready=self._worker_is_alive)

    def _translation(self) -> Part:
        command = [sys.executable, "-m", "lexora_services.translation"]
        is_ready = lambda: status(f"{self.service_url}/ready") == 200  # noqa: E731
        return Part("translation", command, is_ready, self.environment)

    def _nginx(self) -> Part:
        if not find_nginx():
            install("Nginx", "nginx", say=self.say)
        settings = NginxSettings.model_validate({name.lower(): value for name, value in self.environment.items()})
        host = self._given.get("HOST", "127.0.0.1")
        main = write_configuration(
            self.run_folder / "nginx",
            settings,
            host=host,
            web=f"127.0.0.1:{self._ports['PORT']}",
            data=self.folder,
            logs=self.logs,
            public_url=self._given.get("PUBLIC_URL", ""),
        )
        command = [str(find_nginx()), "-e", "stderr", "-c", str(main), "-g", "daemon off;"]
        expected = 308 if has_certificate(Path(settings.nginx_certificates or main.parent / "certificates")) else 200
        here = f"http://{HOMES.get(host, host)}:{settings.nginx_port}/ready"
        return Part("nginx", command, lambda: status(here) == expected, self.environment)

    def _lexora(self, name: str, *words: str, is_ready: Callable[[], bool]) -> Part:
        return Part(name, [LEXORA, *words], is_ready, self.environment)

    def _worker_is_alive(self) -> bool:
        asked = [LEXORA, "worker", "--check"]
        return subprocess.run(asked, env=self.environment, cwd=ROOT, capture_output=True, check=False).returncode == 0

    # The start, step by step

    def _hold_folder(self) -> None:
        for path in (self.folder, self.logs, self.run_folder):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = hold(self.folder / "stack.lock")
        for name in end_leftovers(self.run_folder):
            self.say(f"{name}: was left running by an earlier stack and is ended")

    def _check_ports(self) -> None:
        for name, port in self._ports.items():
            if name == "NGINX_TLS_PORT" and not self._given.get("NGINX_CERTIFICATES"):
                continue
            if not is_free(port):
                raise StackError(f"Port {port} is not free. Choose another one: {name}=…")

    def _start_servers(self) -> dict[str, str]:
        """The addresses of the three servers, each of which then answers."""
        found = {}
        for kind in KINDS:
            if given := self._given.get(kind.setting):
                found[kind.setting] = given
                self.say(f"{kind.label}: as {kind.setting} says")
                continue
            server = self._server(kind)
            if server.private:
                self._add(server.part()).start()
                self._wait(server.name, f"private, port {server.port}")
            else:
                self.say(f"{kind.label}: the one that runs at port {server.port}")
            server.create()
            found[kind.setting] = server.url
        return found

    def _server(self, kind: type[Server]) -> Server:
        server = find_or_prepare(
            kind,
            self.folder,
            password=self._secret(f"{kind.name}_password") if kind.has_password else "",
            private=self.private,
            port=self._server_ports.get(kind.name),
            say=self.say,
        )
        self._server_ports[kind.name] = server.port
        return server

    def _environment(self, servers: dict[str, str]) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "lexora.config.settings",
            "SECRET_KEY": self._secret("secret_key"),
            "SERVICE_TOKEN": self._secret("service_token"),
            "WEB_WORKERS": "2",
            "PUBLIC_URL": self.url,
            "TRANSLATION_SERVICE_URL": self.service_url,
            **self._given,
            **servers,
            **{name: str(port) for name, port in self._ports.items()},
            # Nginx stands in front, and listens where HOST says.
            "HOST": "127.0.0.1",
            "SERVICE_HOST": "127.0.0.1",
            "TRUST_PROXY": "true",
            "MEDIA_ACCEL": "true",
            "LEXORA_DATA_DIR": str(self.folder),
        }

    def _note_environment(self) -> None:
        """For commands beside the stack: LEXORA_ENV_FILE=…/stack.env lexora create-user …"""
        names = ("DATABASE_URL", "AMQP_URL", "REDIS_URL", "SECRET_KEY", "SERVICE_TOKEN", "TRANSLATION_SERVICE_URL")
        lines = [f"{name}='{self.environment[name]}'\n" for name in (*names, "PUBLIC_URL", "LEXORA_DATA_DIR")]
        path = self.folder / "stack.env"
        path.unlink(missing_ok=True)
        write_secret(path, "".join(lines))

    def _prepare(self) -> None:
        self.say("Lexora: prepares database and files")
        for line in self.run("prepare").splitlines():
            self.say(f"  {line}")

    def _secret(self, name: str) -> str:
        path = self.folder / name
        if not path.exists():
            write_secret(path, secrets.token_urlsafe(48))
        return path.read_text().strip()

    def _add(self, part: Part) -> Process:
        self._processes[part.name] = Process(part, logs=self.logs, run=self.run_folder)
        return self._processes[part.name]

    def _part(self, name: str) -> Process:
        if name not in self._processes:
            raise StackError(f"There is no {name} in this stack, but {', '.join(self._processes)}.")
        return self._processes[name]

    def _wait(self, name: str, note: str = "") -> None:
        process = self._part(name)
        seconds = process.wait_until_ready()
        self.say(f"{name}: ready after {seconds:.1f} s{note and f' ({note})'}")


def status(url: str) -> int:
    """What the address answers; 0 when nobody does."""
    try:
        return httpx.get(url, timeout=2, headers={"Host": "localhost"}).status_code
    except httpx.HTTPError:
        return 0


def hold(path: Path) -> TextIO:
    """Keep a second stack off the folder, and tell `stop` whom to ask."""
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise StackError(f"A stack runs in {path.parent} already. Stop it: make stack-stop") from error
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file

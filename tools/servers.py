"""PostgreSQL, RabbitMQ and Redis for a stack: those that run already, or private ones in its folder.

Of a server that runs, only things named `lexora_stack` are touched. A private one listens on 127.0.0.1 alone.
"""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

from tools.processes import Part, StackError, free_port, says, wait_for

NAME = "lexora_stack"  # of the database, its role, the virtual host and its user
REDIS_DATABASE = 7  # of a Redis that others may use too
IS_ROOT = os.geteuid() == 0
SQL = """\
\\set ON_ERROR_STOP on
SELECT 'CREATE ROLE {name} LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') \\gexec
ALTER ROLE {name} LOGIN PASSWORD '{password}';
SELECT 'CREATE DATABASE {name} OWNER {name} TEMPLATE template0'
    ' ENCODING ''UTF8'' LOCALE_PROVIDER libc LOCALE ''C.UTF-8'''
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}') \\gexec
COMMENT ON DATABASE {name} IS '{folder}';
"""
WHOSE = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{name}';"


class PostgreSQL:
    """A database with the locale that makes trigrams of Greek and Cyrillic."""

    name, label, setting, package, standard_port = "postgresql", "PostgreSQL", "DATABASE_URL", "postgresql", 5432
    has_password = True

    def __init__(self, folder: Path, *, password: str, port: int, private: bool) -> None:
        self.folder, self.password, self.port, self.private = folder / self.name, password, port, private

    @property
    def url(self) -> str:
        return f"postgresql://{NAME}:{self.password}@127.0.0.1:{self.port}/{NAME}"

    def answers(self) -> bool:
        return says(self.port, b"\x00\x00\x00\x08\x04\xd2\x16\x2f", b"N") or says(
            self.port, b"\x00\x00\x00\x08\x04\xd2\x16\x2f", b"S"
        )

    @staticmethod
    def program() -> str | None:
        newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
        return str(newest[-1]) if newest else shutil.which("postgres")

    def part(self) -> Part:
        program = str(self.program())
        data = self.folder / "data"
        self._check_account()
        if not (data / "PG_VERSION").exists():
            self._make(Path(program).with_name("initdb"), data)
        settings = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": 200,
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return Part(
            self.name,
            [*as_account("postgres"), program, "-D", str(data), *options],
            self._is_ready,
            ending=signal.SIGINT,  # lets nobody finish a session first
            cwd=Path("/"),
        )

    def create(self) -> None:
        """Make role and database, or give the role that is there the password of this folder, if it is its own."""
        folder = str(self.folder.parent)
        whose = self._psql(WHOSE.format(name=NAME)).strip()
        if whose not in ("", folder):
            raise StackError(
                f"The database {NAME} belongs to the stack in {whose}. Set LEXORA_DATA_DIR to that folder, or"
                " DATABASE_URL, AMQP_URL and REDIS_URL to a database, a virtual host and a Redis of this one's own."
            )
        self._psql(SQL.format(name=NAME, password=self.password, folder=folder.replace("'", "''")))

    def _psql(self, text: str) -> str:
        psql = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--dbname=postgres", f"--port={self.port}"]
        if self.private:
            psql = [*psql, "--host=127.0.0.1", "--username=postgres"]
        return run(
            [*as_account("postgres"), *psql],
            text=text,
            else_say=f"The database {NAME} cannot be made. Make one yourself and set DATABASE_URL.",
            PGPASSWORD=self.password,
        )

    def _make(self, initdb: Path, data: Path) -> None:
        self.folder.mkdir(exist_ok=True)
        key = self.folder / "password"
        key.touch(mode=0o600)
        key.write_text(self.password)
        if IS_ROOT:
            self.folder.parent.chmod(0o711)  # to be passed through, not to be read
            for path in (self.folder, key):
                shutil.chown(path, "postgres", "postgres")
        words = f"--username=postgres --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --pwfile={key}"
        run([*as_account("postgres"), str(initdb), *words.split(), str(data)], else_say="PostgreSQL cannot be set up.")
        key.unlink()

    def _check_account(self) -> None:
        if not IS_ROOT:
            return
        self.folder.parent.chmod(0o711)
        reach = [*as_account("postgres"), "test", "-x", str(self.folder.parent)]
        if subprocess.run(reach, check=False).returncode:
            raise StackError(
                f"PostgreSQL does not run as root, and its account cannot reach {self.folder.parent}."
                " Set LEXORA_DATA_DIR to a folder that others may pass through."
            )

    def _is_ready(self) -> bool:
        asked = ["pg_isready", "--quiet", "--host=127.0.0.1", f"--port={self.port}"]
        return subprocess.run(asked, check=False).returncode == 0


class RabbitMQ:
    """A virtual host with one user."""

    name, label, setting, package, standard_port = "rabbitmq", "RabbitMQ", "AMQP_URL", "rabbitmq-server", 5672
    has_password = True
    # Debian's command changes to an account of its own; the program behind it stays who we are.
    places = ("/usr/lib/rabbitmq/bin", *os.environ.get("PATH", "").split(os.pathsep), "/usr/sbin")

    def __init__(self, folder: Path, *, password: str, port: int, private: bool) -> None:
        self.folder, self.password, self.port, self.private = folder / self.name, password, port, private

    @property
    def url(self) -> str:
        return f"amqp://{NAME}:{self.password}@127.0.0.1:{self.port}/{NAME}"

    def answers(self) -> bool:
        return says(self.port, b"AMQP\x00\x00\x09\x01", b"\x01")  # a frame: an open port alone comes too early

    @classmethod
    def program(cls) -> str | None:
        return shutil.which("rabbitmq-server", path=os.pathsep.join(cls.places))

    def part(self) -> Part:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        configuration = self.folder / "rabbitmq.conf"
        configuration.touch(mode=0o600)
        configuration.write_text(
            f"default_user = {NAME}\ndefault_pass = {self.password}\ndefault_vhost = {NAME}\n"
            "log.console = true\nlog.console.level = warning\nlog.file = false\n"
        )
        plugins = self.folder / "enabled_plugins"
        plugins.write_text("[].\n")
        node = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]  # the same at every start
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("RABBITMQ_")},
            "HOME": str(self.folder),  # where the cookie is made
            "RABBITMQ_NODENAME": f"lexora-{node}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_CONF_ENV_FILE": str(self.folder / "no-rabbitmq-env.conf"),
            "RABBITMQ_CONFIG_FILE": str(configuration),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(self.folder / "log"),
            "RABBITMQ_PID_FILE": str(self.folder / "pid"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(plugins),
            "RUNNING_UNDER_SYSTEMD": "true",  # the shell gives its place to the server, so that signals reach it
        }
        return Part(self.name, [str(self.program())], self.answers, environment=environment, cwd=self.folder)

    def create(self) -> None:
        """Make virtual host and user; a private server has made them itself."""
        if self.private:
            return
        ask = "The virtual host cannot be made. Make one yourself and set AMQP_URL."
        for name, kind in (("vhosts", "vhost"), ("users", "user")):
            there = {line.split("\t")[0] for line in rabbitmqctl(f"list_{name}", else_say=ask).splitlines()}
            if NAME not in there:
                rabbitmqctl(f"add_{kind}", NAME, *([self.password] if kind == "user" else []), else_say=ask)
        rabbitmqctl("change_password", NAME, self.password, else_say=ask)
        rabbitmqctl("set_permissions", "--vhost", NAME, NAME, ".*", ".*", ".*", else_say=ask)


class Redis:
    """Live channel, cache and rates; nothing is kept."""

    name, label, setting, package, standard_port = "redis", "Redis", "REDIS_URL", "redis-server", 6379
    has_password = False

    def __init__(self, folder: Path, *, password: str, port: int, private: bool) -> None:
        self.folder, self.port, self.private = folder / self.name, port, private

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/{0 if self.private else REDIS_DATABASE}"

    def answers(self) -> bool:
        return says(self.port, b"PING\r\n", b"+PONG")

    @staticmethod
    def program() -> str | None:
        return shutil.which("redis-server")

    def part(self) -> Part:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        words = f"--port {self.port} --bind 127.0.0.1 --appendonly no --dir {self.folder}"
        return Part(self.name, [str(self.program()), *words.split(), "--save", ""], self.answers)

    def create(self) -> None:
        """A database of Redis needs no making."""


Server = PostgreSQL | RabbitMQ | Redis
KINDS: tuple[type[Server], ...] = (PostgreSQL, RabbitMQ, Redis)


def find_or_prepare(
    kind: type[Server], folder: Path, *, password: str, private: bool, port: int | None, say: Callable[[str], None]
) -> Server:
    """A server that runs on the standard port, or a private one that can be started."""
    if not private:
        running = kind(folder, password=password, port=kind.standard_port, private=False)
        if running.answers():
            return running
    if not kind.program():
        install(kind.label, kind.package, say=say)
        if not private and Path("/run/systemd/system").exists() and wait_for(running.answers, seconds=20):
            return running  # Debian starts what it installs
    return kind(folder, password=password, port=port or free_port(), private=True)


def install(label: str, package: str, *, say: Callable[[str], None]) -> None:
    """From Debian, when we may."""
    if not IS_ROOT:
        raise StackError(f"{label} is not there. Install it: sudo apt-get install {package}")
    say(f"{label}: is being installed (apt-get install {package})")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        done = subprocess.run(["apt-get", *words], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise StackError(f"{label} cannot be installed:\n{done.stderr.strip()[-1000:]}")


def as_account(name: str) -> list[str]:
    """What to put before a command so that root runs it as somebody else."""
    if not IS_ROOT:
        return []
    account = pwd.getpwnam(name)
    return ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--init-groups"]


def rabbitmqctl(*words: str, else_say: str) -> str:
    program = shutil.which("rabbitmqctl", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "rabbitmqctl"
    return run([program, "--silent", *words], else_say=else_say)


def run(command: list[str], *, text: str = "", else_say: str, **environment: str) -> str:
    """Run to the end; raise `StackError` with the remedy and with what the command says when it does not work."""
    try:
        done = subprocess.run(
            command, input=text, env={**os.environ, **environment}, cwd="/", capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise StackError(f"{else_say}\n    {error}") from error
    if done.returncode:
        raise StackError(f"{else_say}\n    {(done.stderr or done.stdout).strip()[-1000:]}")
    return done.stdout

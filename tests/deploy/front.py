"""A real Nginx with the configuration of the house, in front of a platform that only tells what reached it."""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.process import free_port, wait_until
from tools.nginx import NginxSettings, find_nginx, write_configuration

PLATFORM_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'self'",
    "Permissions-Policy": "camera=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Request-ID": "4bf92f3577b34da6a3ce929d0e0e4736",
}


class Teller(BaseHTTPRequestHandler):
    """Answers with the headers it was sent; `/file/…` hands a private file to Nginx."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = json.dumps({name.lower(): value for name, value in self.headers.items()}).encode()
        self.send_response(503 if self.path == "/ready" else 200)
        for name, value in PLATFORM_HEADERS.items():
            self.send_header(name, value)
        if self.path.startswith("/file/"):
            self.send_header("X-Accel-Redirect", f"/protected-media/{self.path.removeprefix('/file/')}")
            self.send_header("Content-Type", "audio/mpeg")
            self.send_header("Cache-Control", "private, no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_args: object) -> None:
        pass


class Front:
    """Where it is, and its folders."""

    def __init__(self, folder: Path, **chosen: object) -> None:
        self.folder = folder
        self.port, self.tls_port, self.web_port = free_port(), free_port(), free_port()
        self.settings = NginxSettings(
            _env_file=None, **{"nginx_port": self.port, "nginx_tls_port": self.tls_port, **chosen}
        )
        for name in ("run", "data/static", "data/media", "logs"):
            (folder / name).mkdir(parents=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "logs" / "nginx-access.log").read_text()

    def write(self) -> Path:
        return write_configuration(
            self.folder / "run",
            self.settings,
            host="127.0.0.1",
            web=f"127.0.0.1:{self.web_port}",
            data=self.folder / "data",
            logs=self.folder / "logs",
        )

    @contextmanager
    def serve(self) -> Iterator[None]:
        with (self.folder / "nginx.log").open("wb") as log:
            process = subprocess.Popen([*nginx(), "-c", str(self.write()), "-g", "daemon off;"], stderr=log)
            try:
                wait_until(self._answers, seconds=10, what=f"Nginx answers (see {log.name})")
                yield
            finally:
                process.terminate()
                process.wait(timeout=10)

    @contextmanager
    def platform(self) -> Iterator[None]:
        server = ThreadingHTTPServer(("127.0.0.1", self.web_port), Teller)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()

    def _answers(self) -> bool:
        try:
            return bool(httpx.get(f"{self.url}/nginx-pages/error.css").status_code)
        except httpx.TransportError:
            return False


def nginx() -> list[str]:
    path = find_nginx()
    if not path:
        pytest.skip("there is no Nginx here (apt-get install nginx)")
    return [path, "-e", "stderr"]

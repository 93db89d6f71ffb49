"""The script of the Nginx image that takes up certificates, run with the Nginx of this machine."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import httpx

from tests.deploy.front import Front, nginx
from tests.deploy.test_nginx import make_certificate
from tests.process import wait_until
from tools.nginx import SOURCE


def test_a_certificate_that_comes_later_switches_https_on(tmp_path: Path) -> None:
    certificates = tmp_path / "certificates"
    certificates.mkdir()
    front = Front(tmp_path / "front", nginx_certificates=str(certificates))
    [path, *_rest] = nginx()
    environment = {
        "PATH": f"{Path(path).parent}:{os.environ['PATH']}",
        "NGINX_RUN": str(front.folder / "run"),
        "NGINX_CERTIFICATES": str(certificates),
        "NGINX_LOOK_SECONDS": "0.1",
    }
    with front.serve():
        watcher = subprocess.Popen(["/bin/sh", str(SOURCE / "scheme.sh")], env=environment, start_new_session=True)
        try:
            assert watcher.wait(timeout=10) == 0
            assert httpx.get(front.url).status_code == 502
            waiting = tmp_path / "waiting"
            waiting.mkdir()
            make_certificate(waiting)
            shutil.copy(waiting / "fullchain.pem", certificates)
            shutil.copy(waiting / "privkey.pem", certificates)
            wait_until(lambda: httpx.get(front.url).status_code == 308, seconds=10, what="HTTP leads to HTTPS")
        finally:
            os.killpg(watcher.pid, signal.SIGKILL)

"""How long Lexora takes to start, and how much memory it takes, beside a bare Django that says hello.

Each start is a fresh process, timed until `/health` answers; memory is the real memory of that process.
"""

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from common import DATA, clocked, fill, make_database, make_learner, memory_of, note, ratio, server, session_of, table

from tests.process import Lexora, free_port, wait_until

STARTS = 3
REQUESTS = 200
HELLO = Path(__file__).parent / "anchors" / "hello.py"
PAGES = ("/", "/my/vocabulary", "/my/vocabulary/new", "/my/practice", "/my/profile", "/translator")
TEXTS = ("Good morning, how are you?", "Доброго ранку, як справи?", "Καλημέρα, τι κάνεις;")


@contextmanager
def hello() -> Iterator[tuple[int, str]]:
    """The anchor, as process id and address."""
    port = free_port()
    process = subprocess.Popen([sys.executable, str(HELLO), str(port)])
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: answers(url), seconds=60, what="the bare Django starts")
        yield process.pid, url
    finally:
        process.terminate()
        process.wait(30)


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def start_of_anchor() -> float:
    start = time.perf_counter()
    with hello():
        return time.perf_counter() - start


def first_start() -> float:
    """With no data folder at all: database, static files, content, languages."""
    shutil.rmtree(DATA)
    lexora = server()
    seconds = clocked(lexora.start)
    lexora.stop()
    return seconds


def second_start() -> float:
    lexora = server()
    seconds = clocked(lexora.start)
    lexora.stop()
    return seconds


def median(run: Callable[[], float]) -> float:
    return statistics.median(run() for _ in range(STARTS))


def memory_of_lexora(session: str) -> dict[str, float]:
    """Megabytes at four moments in the life of one process."""
    with server() as lexora, httpx.Client(base_url=lexora.url, cookies={"sessionid": session}, timeout=60) as client:
        pid = pid_of(lexora)
        seen = {"after the start (dictionary loaded)": memory_of(pid)}
        for n in range(REQUESTS):
            client.get(PAGES[n % len(PAGES)]).raise_for_status()
        seen[f"after {REQUESTS} pages"] = memory_of(pid)
        for text in TEXTS:
            client.get("/my/vocabulary/detect", params={"text": text}).raise_for_status()
        seen["after language detection"] = memory_of(pid)
        return seen | {"the most it ever had": memory_of(pid, "VmHWM")}


def pid_of(lexora: Lexora) -> int:
    """The server writes its id into its lock."""
    return int((lexora.folder / "lock").read_text())


def memory_of_anchor() -> float:
    with hello() as (pid, url), httpx.Client(base_url=url) as client:
        for _ in range(REQUESTS):
            client.get("/health").raise_for_status()
        return memory_of(pid)


def main() -> None:
    DATA.mkdir(exist_ok=True)
    note("starts…")
    first, second, bare = median(first_start), median(second_start), median(start_of_anchor)
    rows = [
        ("first start, until /health answers", f"{first:.2f} s", f"{bare:.2f} s", ratio(first, bare)),
        ("second start", f"{second:.2f} s", f"{bare:.2f} s", ratio(second, bare)),
    ]
    note("memory…")
    make_database()
    ann = make_learner("ann")
    fill(ann, 1_000)
    anchor = memory_of_anchor()
    for name, megabytes in memory_of_lexora(session_of(ann)).items():
        rows.append((f"memory {name}", f"{megabytes:.0f} MB", f"{anchor:.0f} MB", ratio(megabytes, anchor)))
    table("Start and memory", ("", "Lexora", "bare Django (anchor)", "ratio"), rows)


if __name__ == "__main__":
    main()

"""`make stack` and `make stack-stop`: the stack until Ctrl+C, SIGTERM, or the end of one of its processes."""

import argparse
import os
import signal
import sys
from pathlib import Path
from typing import Any

from dotenv import dotenv_values

from lexora.config.environment import ROOT
from tools.processes import StackError, birth, wait_for
from tools.stack import Stack, hold


def ask_to_stop(folder: Path) -> None:
    """Stop the stack that runs in the folder, and wait until it has."""
    path = folder / "stack.lock"
    if not path.exists():
        raise StackError(f"No stack was started in {folder}.")
    try:
        hold(path).close()
        say(f"No stack runs in {folder}.")
    except StackError:
        pid = int(path.read_text())
        os.kill(pid, signal.SIGTERM)
        if not wait_for(lambda: not birth(pid), seconds=120):
            raise StackError(f"The stack (process {pid}) has not stopped within 120 s.") from None


def say(line: str) -> None:
    print(line, flush=True)


def main() -> int:
    """Settings come from .env and the environment, which counts more."""
    parser = argparse.ArgumentParser(prog="python -m tools.run_stack", description=__doc__)
    parser.add_argument("action", nargs="?", choices=("start", "stop"), default="start")
    stops = parser.parse_args().action == "stop"
    file = os.environ.get("LEXORA_ENV_FILE", str(ROOT / ".env"))
    given: dict[str, Any] = {**(dotenv_values(file) if file else {}), **os.environ}
    folder = Path(given.get("LEXORA_DATA_DIR") or ROOT / "var" / "stack")
    try:
        ask_to_stop(folder) if stops else serve(Stack(folder, say=say, **given))
    except StackError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    return 0


def serve(stack: Stack) -> None:
    """Until a signal comes, or a process ends by itself: then it raises `StackError`."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        stack.start()
        say(f"Lexora is at {stack.url}. Logs are in {stack.logs}. Ctrl+C stops everything.")
        stack.watch()
    except (KeyboardInterrupt, SystemExit):
        say("Stopping …")
    finally:
        stack.stop()


if __name__ == "__main__":
    sys.exit(main())

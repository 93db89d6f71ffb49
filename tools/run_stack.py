"""`make stack` and `make stack-stop`: the stack until Ctrl+C, SIGTERM, or the end of one of its processes."""

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


def main(words: list[str]) -> int:
    """`python -m tools.run_stack [stop]`. Settings come from .env and the environment, which counts more."""
    file = os.environ.get("LEXORA_ENV_FILE", str(ROOT / ".env"))
    given: dict[str, Any] = {**(dotenv_values(file) if file else {}), **os.environ}
    folder = Path(given.get("LEXORA_DATA_DIR") or ROOT / "var" / "stack")
    stack = Stack(folder, say=say, **given)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        if words == ["stop"]:
            ask_to_stop(folder)
            return 0
        stack.start()
        say(f"Lexora is at {stack.url}. Logs are in {stack.logs}. Ctrl+C stops everything.")
        stack.watch()
    except StackError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except (KeyboardInterrupt, SystemExit):
        say("Stopping …")
    finally:
        stack.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The modules that pages run, as far as they need no browser: `tests/js`, by Node's own test runner."""

import subprocess
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "js"


def test_modules_do_what_their_own_tests_say() -> None:
    files = [str(path) for path in sorted(FOLDER.glob("*.test.mjs"))]
    assert files
    done = subprocess.run(["node", "--test", *files], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-5000:]

"""The real process is killed while it makes a document. After the next start the document is there."""

import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from tests.process import Lexora, wait_until

EMAIL, PASSWORD = "ann@example.com", "Correct-Horse-7"
pytestmark = pytest.mark.enable_socket
ASK = """
import sys, django
django.setup()
from django.http import QueryDict
from django.utils import timezone
from lexora.accounts.models import User
from lexora.library.actions.prints import print_document
from lexora.library.forms.prints import vocabulary_document
from lexora.words import actions
ann, now = User.objects.get(email="ann@example.com"), timezone.now()
drafts = [actions.Draft(text=f"word {n:04}", language="en", translations={"uk": "а", "el": "α"}) for n in range(4000)]
for batch in actions.add_entries(owner=ann, drafts=drafts, now=now):
    pass
for columns in (1, 2):
    print_document(vocabulary_document(QueryDict(f"columns={columns}"), ann, now=now), user=ann, now=now)
"""


@pytest.fixture
def lexora(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lexora]:
    with Lexora(tmp_path_factory.mktemp("printing") / "data") as running:
        running.run("create-user", EMAIL, "--password", PASSWORD, "--native", "uk", "--learning", "en,el")
        yield running


def states(lexora: Lexora) -> list[str]:
    return sorted(state for (state,) in lexora.look("SELECT state FROM library_printjob"))


def test_nothing_is_made_for_ever_and_nothing_is_lost(lexora: Lexora) -> None:
    subprocess.run([sys.executable, "-c", ASK], env=lexora.environment, check=True, timeout=120)
    wait_until(lambda: "running" in states(lexora) or "done" in states(lexora), seconds=30, what="it is begun")
    lexora.kill()
    assert states(lexora) != ["done", "done"]
    lexora.start()
    wait_until(lambda: states(lexora) == ["done", "done"], seconds=60, what="both are made after the start")
    token = httpx.post(f"{lexora.url}/api/v1/auth/token", json={"email": EMAIL, "password": PASSWORD}).json()["token"]
    headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}
    answer = httpx.get(f"{lexora.url}/api/v1/print/vocabulary?columns=2", headers=headers, timeout=30)
    assert answer.content.startswith(b"%PDF-")
    assert len(states(lexora)) == 2  # the document that was made, not a third one

"""Large bodies: written whole or not at all, for their owner and the services only."""

import hashlib
import io
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django.fixtures import Settings

from lexora.accounts.models import User
from lexora.core.files import DiskFull
from lexora.jobs import blobs
from lexora.jobs.models import Blob
from tests.clients import browser_of
from tests.factories import NOW

TOKEN = "b" * 40
BODY = b"A deck of cards. " * 5000


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def service(settings: Settings) -> Client:
    settings.ENV = settings.ENV.model_copy(update={"service_token": TOKEN})
    return Client(headers={"Authorization": f"Bearer {TOKEN}", "Accept": "application/json"})


@pytest.fixture
def small_disk(media: Path) -> Iterator[Path]:
    """A file system of 64 kB."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(media)], check=True)
    yield media
    subprocess.run(["umount", str(media)], check=True)


def keep(owner: User | None = None, body: bytes = BODY, **named: Any) -> Blob:
    known = {"name": "κάρτες.apkg", "content_type": "application/zip", **named}
    return blobs.keep(io.BytesIO(body), owner=owner, now=NOW, **known)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_body_is_kept_with_its_size_and_digest(ann: User) -> None:
    blob = keep(ann)
    assert (blob.size, blob.sha256) == (len(BODY), hashlib.sha256(BODY).hexdigest())
    with default_storage.open(blob.path) as file:
        assert file.read() == BODY


@pytest.mark.django_db(transaction=True)
def test_a_forgotten_body_leaves_no_bytes(media: Path) -> None:
    keep()
    assert blobs.prune(before=NOW) == 0
    assert len(files_in(media)) == 1
    assert blobs.prune(before=NOW.replace(year=NOW.year + 1)) == 1
    assert files_in(media) == []


def test_a_full_disk_is_said_and_nothing_stays_half_written(db: None, small_disk: Path) -> None:
    with pytest.raises(DiskFull):
        keep(body=os.urandom(200_000))
    assert files_in(small_disk) == []
    assert not Blob.objects.exists()
    assert keep(body=b"small").size == 5


def test_a_full_disk_is_a_clear_answer(db: None, service: Client, small_disk: Path) -> None:
    response = service.post("/internal/blobs", os.urandom(200_000), content_type="application/zip")
    assert (response.status_code, response.json()["code"]) == (507, "disk_full")
    assert files_in(small_disk) == []


def test_a_body_that_is_too_large_leaves_nothing(db: None, media: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs, "LARGEST", 1000)
    with pytest.raises(blobs.TooLarge):
        keep()
    assert files_in(media) == []


def test_its_owner_downloads_a_file_and_others_find_nothing(ann: User, bob: User) -> None:
    address = f"/my/files/{keep(ann).key}"
    response = browser_of(ann).get(address)
    assert b"".join(response.streaming_content) == BODY  # type: ignore[attr-defined]
    assert response["Cache-Control"] == "private, no-store"
    assert "attachment" in response["Content-Disposition"]
    assert browser_of(bob).get(address).status_code == 404


def test_behind_nginx_the_bytes_do_not_pass_through_python(ann: User, settings: Settings) -> None:
    settings.MEDIA_ACCEL = True
    blob = keep(ann)
    response = browser_of(ann).get(f"/my/files/{blob.key}")
    assert response.content == b""
    assert response["X-Accel-Redirect"] == f"/protected-media/{blob.path}"


def test_a_service_leaves_a_body_and_reads_it_again(db: None, service: Client) -> None:
    made = service.post("/internal/blobs", BODY, content_type="application/zip")
    assert made.status_code == 201
    assert made.json()["sha256"] == hashlib.sha256(BODY).hexdigest()
    response = service.get(f"/internal/blobs/{made.json()['key']}")
    assert b"".join(response.streaming_content) == BODY  # type: ignore[attr-defined]


@pytest.mark.parametrize("token", ["", "Bearer ", "Bearer wrong", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer ж"])
def test_nobody_else_passes_for_a_service(db: None, service: Client, token: str) -> None:
    key = keep().key
    headers = {"Authorization": token}
    assert service.get(f"/internal/blobs/{key}", headers=headers).status_code == 401
    assert service.post("/internal/blobs", b"x", content_type="text/plain", headers=headers).status_code == 401
    assert Blob.objects.count() == 1

"""Lexora as an app that can be installed: its manifest, its service worker, the page without a network."""

import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import resolve

from lexora.accounts.models import User
from lexora.portal.web_app import with_imports
from tests.clients import browser_of
from tests.factories import make_user

CSS = Path(str(finders.find("ui/css/app.css"))).parent


def manifest_of(client: Client) -> dict[str, Any]:
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    return dict(json.loads(answer.content))


def shell_of(client: Client) -> dict[str, Any]:
    """What the worker is told in its first line."""
    first = client.get("/sw.js").content.decode().partition("\n")[0]
    return dict(json.loads(re.fullmatch(r"const SHELL = (\{.*\});", first)[1]))  # type: ignore[index]


def in_language(language: str) -> Client:
    client = Client()
    client.cookies["lexora_language"] = language
    return client


# The manifest


def test_the_manifest_has_what_a_system_asks_of_an_app(db: None) -> None:
    told = manifest_of(Client())
    assert {"name", "short_name", "start_url", "scope", "display", "icons"} <= set(told)
    assert told["start_url"].startswith(told["scope"])
    assert {(icon["sizes"], icon["purpose"]) for icon in told["icons"]} >= {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }


def test_the_colour_of_the_app_is_one_of_ours(db: None) -> None:
    assert manifest_of(Client())["theme_color"] in (CSS / "tokens.css").read_text()


def test_shortcuts_lead_to_pages_that_there_are(db: None) -> None:
    assert [resolve(shortcut["url"]).view_name for shortcut in manifest_of(Client())["shortcuts"]] == [
        "learning:practice",
        "vocabulary:new",
    ]


@pytest.mark.parametrize("language", ["en", "uk", "el"])
def test_the_manifest_speaks_the_language_of_the_interface(language: str, db: None) -> None:
    told = manifest_of(in_language(language))
    assert told["lang"] == language
    assert (told["description"] == manifest_of(in_language("en"))["description"]) == (language == "en")


def test_who_is_signed_in_is_told_in_their_language(db: None) -> None:
    assert manifest_of(browser_of(make_user(interface_language="el")))["lang"] == "el"


def test_every_picture_is_there_has_its_size_and_is_small(db: None) -> None:
    icons = manifest_of(Client())["icons"]
    pictures = {icon["src"].removeprefix("/static/"): icon["sizes"] for icon in icons if icon["type"] == "image/png"}
    pictures["ui/app/apple-touch-icon.png"] = "180x180"
    for name, sizes in pictures.items():
        content = Path(str(finders.find(name))).read_bytes()
        width, height = struct.unpack(">II", content[16:24])
        assert f"{width}x{height}" == sizes
        assert len(content) < 30_000


def test_drawings_need_no_font(db: None) -> None:
    for name in ("ui/icon.svg", "ui/app/maskable.svg"):
        assert "<text" not in Path(str(finders.find(name))).read_text()


# The service worker


def test_the_worker_may_look_after_all_pages_and_is_asked_for_anew(db: None) -> None:
    answer = Client().get("/sw.js")
    assert answer["Content-Type"] == "text/javascript"
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Cache-Control"] == "no-cache"
    assert Client(headers={"If-None-Match": answer["ETag"]}).get("/sw.js").status_code == 304


def test_the_worker_keeps_what_the_page_without_a_network_is_made_of(db: None) -> None:
    page = Client().get("/offline").content.decode()
    asked = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    styles = {f"/static/{name}" for name in with_imports("ui/css/app.css")}
    shell = shell_of(Client())
    assert asked | styles <= set(shell["files"])
    assert shell["offline"] == "/offline"


def test_every_style_sheet_that_is_imported_is_known() -> None:
    imported = re.findall(r'@import "([^"]+)"', (CSS / "app.css").read_text())
    assert imported
    assert {f"ui/css/{name}" for name in imported} < set(with_imports("ui/css/app.css"))


@pytest.mark.parametrize(("language", "script"), [("en", "latin"), ("uk", "cyrillic"), ("el", "greek")])
def test_the_worker_keeps_the_fonts_of_the_interface_and_no_others(language: str, script: str, db: None) -> None:
    fonts = {name for name in shell_of(in_language(language))["files"] if name.endswith(".woff2")}
    assert {"/static/npm/inter-latin.woff2", f"/static/npm/inter-{script}.woff2"} <= fonts
    assert not [name for name in fonts if not re.search(f"latin|{script}", name)]


def test_another_language_is_another_version(db: None) -> None:
    assert len({shell_of(in_language(language))["version"] for language in ("en", "uk", "el")}) == 3
    assert shell_of(Client()) == shell_of(Client())


def test_nothing_of_a_person_is_kept(ann: User) -> None:
    for page in ("/offline", "/sw.js"):
        assert browser_of(ann).get(page).content == Client().get(page).content
    assert all(name.startswith("/static/") for name in shell_of(browser_of(ann))["files"])


@pytest.mark.parametrize("language", ["en", "uk", "el"])
def test_the_page_without_a_network_speaks_the_language_of_the_interface(language: str, db: None) -> None:
    page = in_language(language).get("/offline").content.decode()
    assert f'<html lang="{language}"' in page
    assert ("You are offline" in page) == (language == "en")


def test_no_script_waits_for_a_page_to_be_left_in_the_way_that_forbids_going_back() -> None:
    scripts = list((CSS.parent / "js").glob("*.js"))
    assert scripts
    assert [script.name for script in scripts if "unload" in script.read_text()] == []

"""What nobody should send, at every door: an answer with a reason, never a fault of ours, nothing wrong stored."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.test import Client
from django.utils import timezone

from lexora.accounts.models import User
from lexora.library.actions.exercises import start_set
from lexora.library.models import Attempt
from lexora.library.queries.exercises import Wishes
from lexora.words.models import Entry
from tests.clients import browser_of, program_of
from tests.factories import make_entry

FORM = "application/x-www-form-urlencoded"
INVISIBLE = "\x00\u200b\u200f\u202e\ud800"

TEXTS = {
    "nothing": "",
    "a hundred thousand letters": "a" * 100_000,
    "two megabytes": "a" * 2_000_000,
    "NUL": "ap\x00ple",
    "a lone surrogate": "ap\ud800ple",
    "right to left": "\u202eapple\u200f",
    "emoji": "🍎🍏",
    "HTML": "<script>alert('apple')</script>",
    "an attribute": 'apple" onfocus="alert(1)',
    "SQL": "apple'; DROP TABLE words_entry; --",
    "zero width": "\u200b\u200d\ufeff",
    "a template": "{{ apple }}{% now 'Y' %}",
    "an ellipsis": "…",
    "line ends": "apple\r\nSet-Cookie: a=b",
    "a pattern": '"apple" OR * NEAR(',
    "a path": "../../etc/passwd",
    "a format": "%s%(detail)s%n apple",
}


@dataclass
class Doors:
    """Each takes a text and brings it to a door of Lexora."""

    browser: Client
    program: Client
    nobody: Client
    entry: Entry
    set: str  # of grammar exercises, typed

    def page(self, rest: str) -> str:
        return f"/my/vocabulary/{self.entry.pk}{rest}"

    def form(self, client: Client, path: str, **fields: str) -> Any:
        """As a browser would encode it; a lone surrogate arrives as bytes that are no UTF-8."""
        body = "&".join(f"{name}={quote_plus(value, errors='surrogatepass')}" for name, value in fields.items())
        return client.post(path, body, content_type=FORM)

    def json(self, method: str, path: str, **body: object) -> Any:
        raw = json.dumps(body)
        return getattr(self.program, method)(f"/api/v1{path}", raw, content_type="application/json")

    def query(self, client: Client, path: str, text: str) -> Any:
        # A longer address line is refused by the server in front of Django.
        return client.get(f"{path}{quote_plus(text[:8_000], errors='surrogatepass')}")


EDIT = {"language": "en", "type": "word"}
PROFILE = {"handle": "ann", "native_language": "uk", "learning_languages": "en", "time_zone": "UTC"}
PASSWORDS = {"password1": "Battery-Staple-9", "password2": "Battery-Staple-9"}

Door = Callable[[Doors, str], Any]
DOORS: dict[str, Door] = {
    "add": lambda d, t: d.form(d.browser, "/my/vocabulary/new", text=t),
    "add a note": lambda d, t: d.form(d.browser, "/my/vocabulary/new", text="pear", note=t),
    "add a language": lambda d, t: d.form(d.browser, "/my/vocabulary/new", text="pear", language=t),
    "add a type": lambda d, t: d.form(d.browser, "/my/vocabulary/new", text="pear", type=t),
    "edit": lambda d, t: d.form(d.browser, d.page("/edit"), text=t, **EDIT),
    "buy": lambda d, t: d.form(d.browser, "/my/shop/streak-freeze/buy", key=t),
    "be seen": lambda d, t: d.form(d.browser, "/my/game", game=t, listed=t, next=t),
    "print what is found": lambda d, t: d.query(d.browser, "/my/vocabulary/print?q=", t),
    "print a selection": lambda d, t: d.query(d.browser, "/my/vocabulary/print?ids=", t),
    "choose how to print": lambda d, t: d.query(d.browser, "/my/vocabulary/print/options?collection=", t),
    "print a level": lambda d, t: d.query(d.nobody, "/useful-words/print?level=", t),
    "print in a program": lambda d, t: d.query(d.program, "/api/v1/print/vocabulary?explain=", t),
    "the leaderboard of a language": lambda d, t: d.query(d.browser, "/my/leaderboard?language=", t),
    "the rest of the leaderboard": lambda d, t: d.query(d.browser, "/my/leaderboard?cursor=", t),
    "the rest of the ledger": lambda d, t: d.query(d.browser, "/my/inventory?cursor=", t),
    "a person": lambda d, t: d.query(d.browser, "/u/", t),
    "edit a note": lambda d, t: d.form(d.browser, d.page("/edit"), text="house", note=t, **EDIT),
    "tags": lambda d, t: d.form(d.browser, d.page("/tags"), tags=t),
    "collections": lambda d, t: d.form(d.browser, d.page("/collections"), collections=t),
    "link": lambda d, t: d.form(d.browser, d.page("/links"), url=t),
    "link title": lambda d, t: d.form(d.browser, d.page("/links"), url="https://example.com", title=t),
    "translation": lambda d, t: d.form(d.browser, d.page("/translations/uk"), text=t),
    "translator": lambda d, t: d.form(d.nobody, "/translator/translate", text=t, source="en", target="uk"),
    "translator source": lambda d, t: d.form(d.nobody, "/translator/translate", text="apple", source=t, target="uk"),
    "translator save": lambda d, t: d.form(d.browser, "/translator/save", sealed=t),
    "review": lambda d, t: d.form(d.browser, f"/my/practice/{d.entry.pk}/review", grade="good", key=t),
    "token name": lambda d, t: d.form(d.browser, "/my/tokens", name=t),
    "bulk": lambda d, t: d.form(d.browser, "/my/vocabulary/bulk", action="share", ids=t),
    "language": lambda d, t: d.form(d.browser, "/language", language=t),
    "next": lambda d, t: d.form(d.browser, "/theme", theme="dark", next=t),
    "handle": lambda d, t: d.form(d.browser, "/my/profile", **{**PROFILE, "handle": t}),
    "name": lambda d, t: d.form(d.browser, "/my/profile", **PROFILE, display_name=t),
    "time zone": lambda d, t: d.form(d.browser, "/my/profile", **{**PROFILE, "time_zone": t}),
    "login": lambda d, t: d.form(d.nobody, "/accounts/login/", login=t, password="x"),
    "password": lambda d, t: d.form(d.nobody, "/accounts/login/", login="ann@example.com", password=t),
    "signup": lambda d, t: d.form(d.nobody, "/accounts/signup/", email=t, **PASSWORDS),
    "reset": lambda d, t: d.form(d.nobody, "/accounts/password/reset/", email=t),
    "search": lambda d, t: d.query(d.browser, "/my/vocabulary?q=", t),
    "spotlight": lambda d, t: d.query(d.browser, "/search?q=", t),
    "spotlight of a guest": lambda d, t: d.query(d.nobody, "/search?q=", t),
    "curated words": lambda d, t: d.query(d.nobody, "/useful-words?q=", t),
    "curated words again": lambda d, t: d.form(d.browser, "/useful-words/add", language="en", ids=t, back=t),
    "take curated words back": lambda d, t: d.form(d.browser, "/useful-words/undo", added_at=t, back=t),
    "text to translate": lambda d, t: d.query(d.nobody, "/translator?text=", t),
    "cursor": lambda d, t: d.query(d.browser, "/my/vocabulary?cursor=", t),
    "tag": lambda d, t: d.query(d.browser, "/my/vocabulary?tag=", t),
    "expressions": lambda d, t: d.query(d.nobody, "/idioms?q=", t),
    "expressions of a language": lambda d, t: d.query(d.nobody, "/idioms?language=", t),
    "more expressions": lambda d, t: d.query(d.nobody, "/idioms?start=", t),
    "a surprise": lambda d, t: d.query(d.nobody, "/idioms/surprise?language=", t),
    "phrases": lambda d, t: d.query(d.nobody, "/phrasebook/airport?tag=", t),
    "phrases in a language": lambda d, t: d.query(d.nobody, "/phrasebook/airport?need=", t),
    "undo of phrases": lambda d, t: d.form(d.browser, "/phrasebook/airport/save", do="remove", keys=t),
    "shared": lambda d, t: d.query(d.browser, "/my/vocabulary/shared?q=", t),
    "detect": lambda d, t: d.query(d.browser, "/my/vocabulary/detect?text=", t),
    "start": lambda d, t: d.query(d.browser, "/my/vocabulary/new?text=", t),
    "editor": lambda d, t: d.query(d.browser, d.page("?edit="), t),
    "languages": lambda d, t: d.query(d.nobody, "/translator?src=", t),
    "invitation": lambda d, t: d.query(d.nobody, "/accounts/signup/?invite=", t),
    "way back": lambda d, t: d.query(d.nobody, "/accounts/login/?next=", t),
    "address": lambda d, t: d.query(d.browser, "/", t.replace("/", "")),
    "exercises of a language": lambda d, t: d.query(d.browser, "/my/grammar-practice?language=", t),
    "exercises of a topic": lambda d, t: d.query(d.browser, "/my/grammar-practice?topic=", t),
    "a set of a topic": lambda d, t: d.form(d.browser, "/my/grammar-practice/start", topic=t),
    "an answer": lambda d, t: d.form(d.browser, f"/my/grammar-practice/{d.set}/answer", position="1", answer=t),
    "a place in a set": lambda d, t: d.form(d.browser, f"/my/grammar-practice/{d.set}/answer", position=t, answer="a"),
    "an exercise of a set": lambda d, t: d.query(d.browser, f"/my/grammar-practice/{d.set}?after=", t),
    "a set": lambda d, t: d.query(d.browser, "/my/sentence-builder/", t.replace("/", "")),
    "API exercise": lambda d, t: d.query(d.program, "/api/v1/cloze/next?topic=", t),
    "API answer": lambda d, t: d.json("post", "/cloze/answers", attempt=d.set, answer=t),
    "API attempt": lambda d, t: d.json("post", "/cloze/answers", attempt=t, answer="a"),
    "API entry": lambda d, t: d.json("post", "/entries", text=t),
    "API note": lambda d, t: d.json("post", "/entries", text="pear", note=t),
    "API language": lambda d, t: d.json("post", "/entries", text="pear", language=t),
    "API translation": lambda d, t: d.json("post", "/entries", text="pear", translations={"uk": t}),
    "API translation language": lambda d, t: d.json("post", "/entries", text="pear", translations={t: "груша"}),
    "API change": lambda d, t: d.json("patch", f"/entries/{d.entry.pk}", text=t),
    "API tags": lambda d, t: d.json("patch", f"/entries/{d.entry.pk}", tags=[t]),
    "API target": lambda d, t: d.json("post", f"/entries/{d.entry.pk}/translations", target=t),
    "API translator": lambda d, t: d.json("post", "/translate", text=t, source="en", target="uk"),
    "API review": lambda d, t: d.json("post", "/reviews", entry_id=d.entry.pk, grade=t, idempotency_key="k"),
    "API key": lambda d, t: d.json("post", "/reviews", entry_id=d.entry.pk, grade="good", idempotency_key=t),
    "API login": lambda d, t: d.json("post", "/auth/token", email=t, password=t),
    "API search": lambda d, t: d.query(d.program, "/api/v1/entries?q=", t),
    "API curated words": lambda d, t: d.query(d.program, "/api/v1/gold-words?q=", t),
    "API curated words after": lambda d, t: d.query(d.program, "/api/v1/gold-words?cursor=", t),
    "API cursor": lambda d, t: d.query(d.program, "/api/v1/entries?cursor=", t),
    "API job": lambda d, t: d.query(d.program, "/api/v1/jobs/", t.replace("/", "")),
}


@pytest.fixture
def doors(ann: User) -> Doors:
    entry = make_entry(ann, "house", language="en")
    given = start_set(ann, kind="cloze", wishes=Wishes(), is_typed=True, dice=Random(1), now=timezone.now())
    return Doors(browser_of(ann), program_of(ann), Client(), entry, str(given.set_id))


def everything_stored() -> list[str]:
    """Every text that people can bring into the database."""
    entries = Entry.objects.values_list("source_text", "note", "source_language", "search_text", "sort_key")
    rows = [text for row in entries for text in row]
    for entry in Entry.objects.all():
        rows += entry.translations.values_list("text", flat=True)
        rows += entry.tags.values_list("name", flat=True)
        rows += entry.collections.values_list("name", flat=True)
        rows += entry.media_links.values_list("title", flat=True)
    rows += Attempt.objects.values_list("answer", flat=True)
    for user in User.objects.all():
        rows += [user.email, user.handle, user.display_name, user.time_zone, user.interface_language, user.theme]
        rows += user.tokens.values_list("name", flat=True)
    return rows


@pytest.mark.parametrize("door", DOORS)
def test_no_text_breaks_a_door(doors: Doors, door: str) -> None:
    for kind, text in TEXTS.items():
        answer = DOORS[door](doors, text)
        assert answer.status_code < 500, kind
        check_page(answer, kind)
        for stored in everything_stored():
            assert not set(INVISIBLE) & set(stored), kind
            assert len(stored) <= 12_000, kind
    assert User.objects.filter(email="ann@example.com").count() == 1
    assert all(entry.source_language in ("en", "uk", "el") for entry in Entry.objects.all())


def check_page(answer: Any, kind: str) -> None:
    """Nothing that was sent runs, and whatever is refused has a reason that a person can read."""
    content = answer.content.decode(errors="replace")
    if answer["Content-Type"].startswith("text/html"):
        assert "<script>alert" not in content, kind
        assert '" onfocus="' not in content, kind
    assert "Set-Cookie" not in str(dict(answer.headers)), kind
    if answer["Content-Type"].startswith("application/json") and answer.status_code >= 400:
        assert json.loads(content)["message"], kind
    elif answer.status_code >= 400:
        assert 'class="lx-lead"' in content, kind


@pytest.mark.parametrize("kind", ["HTML", "SQL", "a template", "an attribute", "a format"])
def test_a_legal_text_is_stored_as_it_is_and_harmless(doors: Doors, kind: str) -> None:
    text = TEXTS[kind]
    answer = doors.form(doors.browser, "/my/vocabulary/new", text=text, note=text)
    entry = Entry.objects.latest("id")
    assert (entry.source_text, entry.note) == (text, text)
    for page in (answer["Location"], "/my/vocabulary", "/", "/my/practice"):
        check_page(doors.browser.get(page), kind)
    assert Entry.objects.filter(pk=doors.entry.pk).exists()


@pytest.mark.parametrize(
    ("door", "fields"),
    [
        ("/my/vocabulary/new", {"text": "apple"}),
        ("/my/profile", PROFILE),
        ("/my/vocabulary/share-list", {"shares": "on"}),
        ("/my/tokens", {"name": "x"}),
        ("/language", {"language": "uk"}),
        ("/translator/translate", {"text": "apple", "source": "en", "target": "uk"}),
        ("/accounts/password/change/", {"oldpassword": "x", **PASSWORDS}),
        ("/accounts/login/", {"login": "ann@example.com", "password": "x"}),
        ("/accounts/signup/", {"email": "new@example.com", **PASSWORDS}),
        ("/accounts/logout/", {}),
    ],
)
def test_without_the_forms_own_token_nothing_happens(ann: User, door: str, fields: dict[str, str]) -> None:
    browser = browser_of(ann, enforce_csrf_checks=True)
    before = User.objects.values().get()
    answer = browser.post(door, fields)
    assert answer.status_code == 403
    assert "The page was open for too long, or cookies are switched off." in answer.content.decode()
    assert User.objects.values().get() == before
    assert not Entry.objects.exists()
    assert not ann.tokens.exists()
    assert "_auth_user_id" in browser.session


@pytest.mark.parametrize("number", ["0", "-1", str(2**31), str(2**63), "9" * 30, "9" * 5000, "1.5", "１", "1e3", "0x1"])
@pytest.mark.parametrize(
    "address",
    [
        "/my/vocabulary/{}",
        "/my/vocabulary/{}/row",
        "/my/practice/{}/edit",
        "/api/v1/jobs/{}",
        "/api/v1/entries/{}",
        "/admin/words/entry/{}/change/",
    ],
)
def test_a_number_of_nothing_is_not_found(doors: Doors, address: str, number: str) -> None:
    client = doors.program if address.startswith("/api") else doors.browser
    assert client.get(address.format(number)).status_code in (404, 422, 302)


@pytest.mark.parametrize("number", ["0", str(2**63), "9" * 30])
@pytest.mark.parametrize(
    "rest",
    [
        "/{}/edit",
        "/{}/share",
        "/{}/copy",
        "/{}/delete",
        "/{}/translate/uk",
        "/entry/links/{}/remove",
        "/entry/translations/{}/remove",
    ],
)
def test_a_number_of_nothing_changes_nothing(doors: Doors, rest: str, number: str) -> None:
    address = "/my/vocabulary" + rest.replace("entry", str(doors.entry.pk)).format(number)
    sent = {"text": "apple", **EDIT}
    assert doors.browser.post(address, sent).status_code == 404
    assert Entry.objects.get().source_text == "house"


def test_too_large_a_form_is_refused(doors: Doors) -> None:
    answer = doors.form(doors.browser, "/my/vocabulary/new", text="a" * 3_000_000)
    assert answer.status_code in (400, 413)
    assert "could not be read" in answer.content.decode()
    many = doors.browser.post("/my/vocabulary/bulk", "&".join(f"ids={n}" for n in range(3000)), content_type=FORM)
    assert many.status_code == 400
    assert "could not be read" in many.content.decode()

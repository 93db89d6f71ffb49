"""Errors as pages for people, as toasts for scripts, as JSON for programs."""

import json

import pytest
from django.conf import LazySettings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import InterfaceError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.html import escape

from lexora.config.urls import (  # noqa: F401 - the handlers of the project hold for the addresses below
    handler400,
    handler403,
    handler404,
    handler429,
    handler500,
)
from lexora.config.urls import urlpatterns as project
from lexora.core.errors import NotNow, Refused, TooMany
from tests.clients import HTMX, NO_PAGE, browser_of, program_of
from tests.factories import make_user


class Teapot(Refused):
    code = "unknown_language"
    status = 422


# Who asks, and what kind of answer they can use.
KINDS = [({}, "text/html"), (HTMX, "text/plain"), (NO_PAGE, "application/json")]
FAULTS = {
    "400": (BadRequest("secret detail"), 400, "The request could not be read."),
    "suspicious": (SuspiciousOperation("secret detail"), 400, "The request could not be read."),
    "403": (PermissionDenied("secret detail"), 403, "You don’t have access to this."),
    "404": (Http404("secret detail"), 404, "There is nothing here, or it is not yours."),
    "429": (TooMany(wait=7), 429, "That was a little too fast. Please wait a moment and try again."),
    "503": (NotNow(), 503, "Part of Lexora is unavailable right now. Please try again in a moment."),
    "refused": (Teapot(language="<de>"), 422, "This server does not offer the language “<de>”."),
}


def fail(request: HttpRequest, name: str) -> HttpResponse:
    if name == "500":
        raise RuntimeError("secret detail")
    raise FAULTS[name][0]


fail.login_required = False  # type: ignore[attr-defined]
closed = lambda request: HttpResponse("open")  # noqa: E731 - a page that somebody forgot to think about
urlpatterns = [path("fail/<name>", fail), path("forgotten", closed), *project]


@pytest.fixture(autouse=True)
def _addresses(settings: LazySettings, db: None) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_to_each_in_their_own_way(name: str) -> None:
    _fault, status, text = FAULTS[name]
    for headers, kind in KINDS:
        answer = Client(headers=headers).get(f"/fail/{name}")
        content = answer.content.decode()
        assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (status, kind)
        assert "secret detail" not in content
        if headers == NO_PAGE:
            assert json.loads(content)["message"] == text
            assert set(json.loads(content)) == {"code", "message"}
        elif headers == HTMX:
            assert content == text
            assert answer["HX-Refused"] == "true"
        else:
            assert escape(text) in content
            assert "</html>" in content
            assert 'href="/"' in content


def test_too_fast_says_how_long_to_wait() -> None:
    assert [Client(headers=h).get("/fail/429")["Retry-After"] for h in ({}, HTMX, NO_PAGE)] == ["7"] * 3


@pytest.mark.parametrize(("headers", "kind"), KINDS)
def test_a_fault_of_ours_is_told_without_its_detail(headers: dict[str, str], kind: str) -> None:
    answer = Client(headers=headers, raise_request_exception=False).get("/fail/500")
    content = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (500, kind)
    assert "Something went wrong on our side. We have logged it; please try again." in content
    assert "secret detail" not in content
    assert ("</html>" in content) is (headers == {})


def test_a_fault_of_ours_is_told_when_even_the_database_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_user()
    browser = browser_of(user, raise_request_exception=False)

    def gone(*_args: object, **_more: object) -> None:
        raise RuntimeError("no database")

    monkeypatch.setattr("django.db.models.query.QuerySet._fetch_all", gone)
    assert browser.get("/my/vocabulary").status_code == 500


@pytest.mark.parametrize(("headers", "kind"), KINDS)
def test_a_database_that_is_away_is_no_fault_of_the_page(
    headers: dict[str, str], kind: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    browser = browser_of(make_user(), headers=headers, raise_request_exception=False)

    def away(*_args: object, **_more: object) -> None:
        raise InterfaceError("secret detail: the connection is closed")

    monkeypatch.setattr("django.db.models.query.QuerySet._fetch_all", away)
    caplog.set_level("WARNING")
    answer = browser.get("/my/vocabulary")
    content = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (503, kind)
    assert answer["Retry-After"] == "5"
    assert FAULTS["503"][2] in content
    assert "secret detail" not in content
    assert ("</html>" in content) is (headers == {})
    assert [record.getMessage() for record in caplog.records] == [
        "the database does not answer (InterfaceError): /my/vocabulary"
    ]


@pytest.mark.parametrize(("headers", "kind"), KINDS)
def test_a_form_of_another_site_is_refused(headers: dict[str, str], kind: str) -> None:
    answer = Client(enforce_csrf_checks=True, headers=headers).post("/theme", {"theme": "dark"})
    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (403, kind)
    assert "The page was open for too long" in answer.content.decode()


def test_a_page_that_somebody_forgot_to_think_about_is_closed() -> None:
    assert Client().get("/forgotten")["Location"] == "/accounts/login/?next=/forgotten"
    assert browser_of(make_user()).get("/forgotten").content == b"open"


def test_an_unknown_address_is_a_page_too() -> None:
    answer = Client().get("/no/such/page")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


@pytest.mark.parametrize(("address", "status"), [("/api/v1/no/such/operation", 404), ("/api/v1/entries", 500)])
def test_a_program_needs_no_header_to_get_json(monkeypatch: pytest.MonkeyPatch, address: str, status: int) -> None:
    monkeypatch.setattr("lexora.api.views.queries.vocabulary_page", fail)
    program = program_of(make_user())
    program.raise_request_exception = False
    answer = program.get(address)
    assert (answer.status_code, set(answer.json())) == (status, {"code", "message"})


def test_errors_speak_the_readers_language() -> None:
    answer = Client(headers={"Accept-Language": "uk"}).get("/no/such/page")
    assert 'lang="uk"' in answer.content.decode()

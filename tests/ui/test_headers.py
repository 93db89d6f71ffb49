"""What every answer says to the browser about what it may do."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from django.conf import LazySettings
from django.http import FileResponse, HttpResponse
from django.test import Client, RequestFactory
from django_permissions_policy import PermissionsPolicyMiddleware

from lexora.accounts.models import User
from lexora.config.handler import HEADERS, get_pages
from lexora.ui.headers import allow_microphone
from lexora.ui.middleware import BrowserMiddleware, CompressionMiddleware
from tests.clients import HTMX, browser_of, program_of
from tests.factories import PASSWORD, make_entry, make_user

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self' blob:",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PAGES = (
    "/",
    "/privacy",
    "/translator",
    "/my/profile",
    "/my/vocabulary",
    "/my/vocabulary/new",
    "/my/vocabulary/shared",
    "/my/vocabulary/{entry}",
    "/my/practice",
    "/my/practice?shell=1",
    "/my/practice/settings",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/2fa/",
    "/accounts/logout/",
    "/admin/",
    "/admin/words/entry/",
    "/admin/accounts/user/add/",
    "/admin/accounts/user/{user}/change/",
    "/api/v1/docs",
    "/api/v1/openapi.json",
    "/api/v1/me",
    "/no/such/page",
    "/offline",
    "/sw.js",
    "/manifest.webmanifest",
    "/favicon.ico",
)
FRAGMENTS = ("/my/practice/queue", "/my/practice/{entry}/edit", "/my/vocabulary/{entry}/row", "/my/vocabulary/0/row")
REDIRECTS = ("/my/vocabulary", "/favicon.ico", "/admin/")
FOR_NOBODY = (
    "/offline",
    "/sw.js",
    "/manifest.webmanifest",
    "/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/health",
    "/no/such/page",
)


def check(answer: HttpResponse) -> None:
    parts = [part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";") if part.strip()]
    assert {name: value for name, _blank, value in parts} == POLICY
    assert {name: answer[name] for name in ALWAYS} == ALWAYS
    assert "microphone=()" in answer["Permissions-Policy"]
    assert answer["Cache-Control"]
    assert re.fullmatch("[0-9a-f]{32}", answer["X-Request-ID"])
    if answer["Content-Type"].startswith("text/html"):
        needs_no_exception(answer.content.decode())


def needs_no_exception(html: str) -> None:
    """The policy forbids inline code and other sites, so the page must not try."""
    assert re.findall(r"<style\b", html) == []
    assert re.findall(r"""<[^>]+\s(?:style|on[a-z]+)\s*=\s*["']""", html) == []
    scripts = re.findall(r"<script\b([^>]*)>", html)
    assert [s for s in scripts if "src=" not in s and 'type="application/json"' not in s] == []
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//(?!testserver)[^"']*\.(?:js|css|woff2?|png|svg)""", html) == []


@pytest.fixture
def administrator(db: None) -> User:
    return make_user(admin=True)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_bound_by_the_policy(page: str, administrator: User) -> None:
    entry = make_entry(administrator, "apple", language="en")
    answer = browser_of(administrator).get(page.format(entry=entry.pk, user=administrator.pk))
    assert answer.status_code in (200, 302, 401, 404)
    check(answer)


@pytest.mark.parametrize("page", FOR_NOBODY)
def test_so_is_every_page_for_nobody(page: str, db: None) -> None:
    answer = Client().get(page)
    assert answer.status_code in (200, 404)
    check(answer)


@pytest.mark.parametrize("page", FRAGMENTS)
def test_so_is_every_part_of_a_page(page: str, administrator: User) -> None:
    entry = make_entry(administrator, "apple", language="en")
    check(browser_of(administrator).get(page.format(entry=entry.pk), headers=HTMX))


@pytest.mark.parametrize("page", REDIRECTS)
def test_so_is_the_way_to_another_page(page: str, db: None) -> None:
    answer = Client().get(page)
    assert answer.status_code == 302
    check(answer)


def test_so_is_what_a_program_is_answered(administrator: User) -> None:
    for client in (program_of(administrator), Client()):
        check(client.get("/api/v1/entries"))
    check(Client().post("/api/v1/auth/token", b"{", content_type="application/json"))


def test_so_is_a_refusal(db: None) -> None:
    check(Client(enforce_csrf_checks=True).post("/accounts/login/"))
    check(Client().put("/privacy"))
    check(Client(headers={"Host": "evil.example"}).get("/"))


def test_so_is_our_mistake(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexora.portal.views.outside_providers", lambda: 1 / 0)
    answer = Client(raise_request_exception=False).get("/privacy")
    assert answer.status_code == 500
    check(answer)


async def test_so_is_a_static_file(tmp_path: Path, settings: LazySettings) -> None:
    (tmp_path / "app.0123456789ab.css").write_text("a {}")
    settings.STATIC_ROOT = tmp_path
    status, headers = await ask(get_pages(), "/static/app.0123456789ab.css")
    assert status == 200
    assert {name: headers[name.lower()] for name in HEADERS} == HEADERS
    assert ALWAYS.items() <= HEADERS.items()
    assert "immutable" in headers["cache-control"]
    assert "access-control-allow-origin" not in headers


async def test_so_is_the_refusal_of_one_request_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexora.config.handler.AT_WORK", 0)
    status, headers = await ask(get_pages(), "/")
    assert (status, headers["retry-after"]) == (503, "1")
    assert {name: headers[name.lower()] for name in HEADERS} == HEADERS


async def test_so_is_what_no_page_and_no_file_answers(tmp_path: Path, settings: LazySettings) -> None:
    (tmp_path / "app.0123456789ab.css").write_text("a {}")
    settings.STATIC_ROOT = tmp_path
    written = await ask(get_pages(), "/static/app.0123456789ab.css", method="POST")
    garbled = await ask(get_pages(), "/", query=b"q=\xff")
    for expected, (status, headers) in ((405, written), (400, garbled)):
        assert status == expected
        assert {name: headers[name.lower()] for name in HEADERS} == HEADERS


async def ask(application: Any, path: str, *, method: str = "HEAD", query: bytes = b"") -> tuple[int, dict[str, str]]:
    """The status and the headers that the server would send."""
    asked = ApplicationCommunicator(
        application,
        {"type": "http", "method": method, "path": path, "query_string": query, "headers": [(b"host", b"localhost")]},
    )
    await asked.send_input({"type": "http.request", "body": b""})
    start = await asked.receive_output(5)
    return start["status"], {name.decode().lower(): value.decode() for name, value in start["headers"]}


def test_a_view_may_ask_for_the_microphone() -> None:
    answer = PermissionsPolicyMiddleware(allow_microphone(lambda _request: HttpResponse()))(RequestFactory().get("/"))
    assert isinstance(answer, HttpResponse)
    assert "microphone=(self)" in answer["Permissions-Policy"]
    assert "camera=()" in answer["Permissions-Policy"]


# What browsers keep


@pytest.mark.parametrize(
    ("secure", "host", "kept"),
    [
        (True, "words.example.org", "private, no-cache"),
        (False, "localhost:8000", "private, no-cache"),
        (False, "[::1]:8000", "private, no-cache"),
        (False, "192.168.1.20:8000", "private, no-store"),
        (False, "localhost.example.org", "private, no-store"),
    ],
)
def test_a_page_is_kept_only_where_signing_out_makes_the_browser_forget_it(secure: bool, host: str, kept: str) -> None:
    request = RequestFactory(headers={"Host": host}).get("/", secure=secure)
    assert BrowserMiddleware(lambda _request: HttpResponse())(request)["Cache-Control"] == kept


def test_who_signs_out_leaves_nothing_in_the_browser(ann: User) -> None:
    browser = browser_of(ann)
    browser.get("/my/profile")
    before = browser.cookies["csrftoken"].value
    answer = browser.post("/accounts/logout/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert browser.cookies["csrftoken"].value not in ("", before)
    assert "Clear-Site-Data" not in browser.get("/")


def test_what_one_person_was_not_told_yet_is_not_told_to_the_next_one(ann: User, bob: User) -> None:
    browser = browser_of(ann)
    browser.post("/my/notifications/read-all")
    assert "messages" not in browser.cookies
    browser.post("/accounts/logout/")
    answer = browser.post("/accounts/login/", {"login": bob.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert "Everything was read already." not in browser.get("/privacy").content.decode()


# Compression


def test_a_page_travels_compressed_and_a_file_as_it_is(ann: User) -> None:
    zipped = Client(headers={"Accept-Encoding": "gzip"})
    assert zipped.get("/")["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in Client().get("/")
    for answer in (FileResponse(BytesIO(b"a" * 4000)), HttpResponse(b"a" * 4000, content_type="audio/mpeg")):
        request = RequestFactory(headers={"Accept-Encoding": "gzip"}).get("/")
        assert "Content-Encoding" not in CompressionMiddleware(lambda _request, same=answer: same)(request)


def test_the_length_of_a_compressed_page_says_nothing(db: None) -> None:
    browser = Client(headers={"Accept-Encoding": "gzip"})
    assert len({len(browser.get("/api/v1/openapi.json").content) for _ in range(12)}) > 1


def test_the_page_about_the_api_is_ours(db: None) -> None:
    assert "<title>Lexora API</title>" in Client().get("/api/v1/docs").content.decode()


def test_cookies_go_nowhere_else(ann: User) -> None:
    browser = Client()
    assert browser.get("/accounts/login/").cookies["csrftoken"]["samesite"] == "Lax"
    answer = browser.post("/accounts/login/", {"login": ann.email, "password": PASSWORD})
    session = answer.cookies["sessionid"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")


def test_a_callers_trace_goes_on_and_a_forged_one_does_not(db: None) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    answer = Client(headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"}).get("/health")
    assert answer["X-Request-ID"] == trace
    assert Client(headers={"traceparent": "x\r\nSet-Cookie: a=b"}).get("/health")["X-Request-ID"] != trace


def test_a_foreign_host_is_refused(db: None, settings: LazySettings) -> None:
    answer = Client(headers={"Host": "evil.example"}).get("/")
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()

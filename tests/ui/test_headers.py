"""What every answer says to the browser about what it may do."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client

from lexora.accounts.models import User
from tests.clients import browser_of
from tests.factories import PASSWORD, make_entry, make_user

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
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
)
FOR_NOBODY = ("/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/health", "/no/such/page")


def check(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (200, 401, 404)
    parts = [part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";") if part.strip()]
    assert {name: value for name, _blank, value in parts} == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
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


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_bound_by_the_policy(page: str, db: None) -> None:
    administrator = make_user(admin=True)
    entry = make_entry(administrator, "apple", language="en")
    check(browser_of(administrator), page.format(entry=entry.pk, user=administrator.pk))


@pytest.mark.parametrize("page", FOR_NOBODY)
def test_so_is_every_page_for_nobody(page: str, db: None) -> None:
    check(Client(), page)


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

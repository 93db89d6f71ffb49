"""Printing in a browser: chosen by keyboard, from a selection, a long document that one waits for; without a script."""

import subprocess
import sys

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import leave, watched_context
from tests.browser.people import add_words, make_account, sign_in
from tests.pdf import text_of
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
OPTIONS = "/my/vocabulary/print/options"
FILL = """
import sys, django
django.setup()
from django.utils import timezone
from lexora.accounts.models import User
from lexora.words import actions
drafts = [actions.Draft(text=f"word {n:04}", language="en", translations={"uk": "а", "el": "α"}) for n in range(1100)]
for batch in actions.add_entries(owner=User.objects.get(email=sys.argv[1]), drafts=drafts, now=timezone.now()):
    pass
"""


def fill(lexora: Lexora, email: str) -> None:
    """More entries than anybody waits for."""
    subprocess.run([sys.executable, "-c", FILL, email], env=lexora.environment, check=True, timeout=120)


def pdf_of(page: Page, address: str) -> str:
    """A document, as this browser would fetch it: Chromium without a window has nothing to show it with."""
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    return text_of(answer.body())


def test_one_chooses_by_keyboard_and_sees_how_much_it_is(page: Page, lexora: Lexora) -> None:
    make_account(lexora, "print@example.com")
    sign_in(page, "print@example.com")
    add_words(page, "apple", "вода")
    page.goto("/my/vocabulary")
    page.get_by_role("link", name="Print these words").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{OPTIONS}**")
    expect(page.locator("#print-count")).to_contain_text("2 entries will be printed.")
    page.get_by_label("Words in").select_option("en")
    expect(page.locator("#print-count")).to_contain_text("1 entry will be printed.")
    page.get_by_role("radio", name="A list").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Flashcards")).to_be_checked()
    form = page.locator("form[action='/my/vocabulary/print']")
    query = form.evaluate("form => new URLSearchParams(new FormData(form)).toString()")
    text = pdf_of(page, f"/my/vocabulary/print?{query}")
    assert "apple" in text
    assert "вода" not in text
    assert "fold" in text


def test_a_selection_is_printed(page: Page, lexora: Lexora) -> None:
    make_account(lexora, "printed.selection@example.com")
    sign_in(page, "printed.selection@example.com")
    add_words(page, "apple", "house", "tree")
    page.goto("/my/vocabulary")
    page.get_by_label("Select “house”").check()
    page.get_by_role("button", name="Print").click()
    page.wait_for_url(f"**{OPTIONS}?ids=**")
    expect(page.locator("#print-count")).to_contain_text("1 entry will be printed.")
    text = pdf_of(page, page.url.replace("/options", ""))
    assert "house" in text
    assert "apple" not in text


def test_a_long_document_tells_how_far_it_is_and_offers_itself(page: Page, lexora: Lexora) -> None:
    make_account(lexora, "long@example.com")
    fill(lexora, "long@example.com")
    sign_in(page, "long@example.com")
    page.goto(OPTIONS)
    page.get_by_role("button", name="Make the PDF").click()
    page.wait_for_url("**/prints/*")
    expect(page.get_by_role("progressbar", name="Progress")).to_be_visible()
    link = page.get_by_role("link", name="Open the PDF")
    expect(link).to_be_visible()
    expect(page.get_by_role("progressbar", name="Progress")).to_have_count(0)
    assert "word 1099" in pdf_of(page, str(link.get_attribute("href")))


def test_everything_works_without_a_script(browser: Browser, lexora: Lexora) -> None:
    make_account(lexora, "plain.print@example.com")
    fill(lexora, "plain.print@example.com")
    context, _watched = watched_context(browser, lexora, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "plain.print@example.com")
    page.goto("/my/vocabulary?q=1099")
    page.get_by_role("link", name="Print these words").click()
    expect(page.locator("#print-count")).to_contain_text("1 entry will be printed.")
    page.goto(OPTIONS)
    page.get_by_role("button", name="Make the PDF").click()
    page.wait_for_url("**/prints/*")
    for _look in range(60):
        if page.get_by_role("link", name="Open the PDF").count():
            break
        page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible()
    leave(context)

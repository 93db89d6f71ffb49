"""The administration, every page of it: Django's own code under our policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import leave, watched_context
from tests.browser.people import add_words, enter, make_account
from tests.permissions import MODEL_PAGES
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
EMAIL = "admin.pages@example.com"


@pytest.fixture(scope="module")
def admin(browser: Browser, lexora: Lexora) -> Iterator[tuple[Page, list[str]]]:
    """An administrator who has used everything that leaves a row; what the console said meanwhile."""
    make_account(lexora, EMAIL, "--admin")
    context, watched = watched_context(browser, lexora)
    page = context.new_page()
    enter(page, EMAIL)
    add_words(page, "apple", "bread")
    review_one(page)
    yield page, watched.troubles
    leave(context)


def review_one(page: Page) -> None:
    page.goto("/my/practice")
    page.locator("[data-reveal]").click()
    page.locator("[data-grades] button").first.click()
    page.locator("[data-saved][data-state=saved]").wait_for(state="attached")


def faults_of(admin: tuple[Page, list[str]], path: str) -> list[str]:
    """What a page breaks or complains of."""
    page, troubles = admin
    before = len(troubles)
    answer = page.goto(path)
    assert answer
    page.wait_for_load_state("load")
    status = [] if answer.status == 200 else [f"status {answer.status}"]
    return [f"{path}: {fault}" for fault in status + page.evaluate("window.brokenPolicy") + troubles[before:]]


@pytest.mark.parametrize("model", MODEL_PAGES)
def test_every_page_of_a_model_keeps_to_the_policy(admin: tuple[Page, list[str]], model: str) -> None:
    page, _troubles = admin
    listed = f"/admin/{model}/"
    faults = faults_of(admin, listed)
    row = page.locator("#result_list tbody th a, #result_list tbody td a").first
    if row.count():
        change = str(row.evaluate("link => link.pathname"))
        one = change.removesuffix("change/")
        pages = [change, f"{change}?_popup=1", f"{one}history/"]
        pages += [f"{one}delete/"] if "delete" in MODEL_PAGES[model] else []
        faults += [fault for path in pages for fault in faults_of(admin, path)]
    if "add" in MODEL_PAGES[model]:
        faults += [fault for path in ("add/", "add/?_popup=1") for fault in faults_of(admin, listed + path)]
    assert faults == []


@pytest.mark.parametrize("path", ["/admin/", "/admin/words/", "/admin/accounts/user/1/password/", "/admin/jsi18n/"])
def test_so_do_the_other_pages(admin: tuple[Page, list[str]], path: str) -> None:
    assert faults_of(admin, path) == []


def test_a_popup_hands_its_choice_back(admin: tuple[Page, list[str]]) -> None:
    page, troubles = admin
    page.goto("/admin/account/emailaddress/add/")
    with page.expect_popup() as opened:
        page.locator("#add_id_user, #lookup_id_user").first.click()
    opened.value.wait_for_load_state("load")
    assert opened.value.evaluate("window.brokenPolicy") == []
    assert opened.value.evaluate("!!window.opener")
    opened.value.close()
    assert troubles == []


def test_groups_are_moved_from_one_list_to_the_other(admin: tuple[Page, list[str]]) -> None:
    page, troubles = admin
    page.goto("/admin/accounts/user/1/change/")
    page.locator("select[id$=_from] option").first.dblclick()
    assert page.locator("select[id$=_to] option").count() > 0
    assert page.evaluate("window.brokenPolicy") == []
    assert troubles == []

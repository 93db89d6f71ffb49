"""Expressions and phrases in a browser: cards turned by keyboard and by finger, saving, copying, the large view."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lexora.library.queries.idioms import PAGE, Wanted, search
from tests.browser.axe import axe
from tests.browser.conftest import leave, watched_context
from tests.browser.people import enter, make_account
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
GREEK = "speak=uk&need=el"
IS_STILL = "e => Promise.all(e.getAnimations().map((animation) => animation.finished)).then(() => true)"
IS_ON_TOP = """e => {
  const box = e.getBoundingClientRect();
  return document.elementFromPoint(box.x + 5, box.y + box.height / 2) === e;
}"""


def card(page: Page, number: int = 0) -> Locator:
    return page.locator("[data-saying]").nth(number)


def is_seen_back(of: Locator) -> bool:
    """Whether the back is what the eye sees and the keyboard reaches."""
    return bool(
        of.evaluate("e => !e.querySelector('.lx-saying__back').inert && e.querySelector('.lx-saying__front').inert")
    )


def heights(page: Page) -> list[int]:
    found: list[int] = page.eval_on_selector_all("[data-saying]", "all => all.map((card) => card.offsetHeight)")
    return found


# Cards


def test_a_card_is_turned_by_keyboard_and_back_by_escape(page: Page) -> None:
    page.goto("/idioms?language=en")
    button = card(page).get_by_role("button", name=re.compile("What it means"))
    expect(button).to_have_attribute("aria-expanded", "false")
    assert not is_seen_back(card(page))
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert is_seen_back(card(page))
    page.keyboard.press("Tab")
    expect(card(page).locator(".lx-save")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()
    page.keyboard.press("Tab")  # nothing of a back that is not shown is reached
    expect(card(page, 1).locator(".lx-saying__turn")).to_be_focused()


def test_a_card_is_turned_by_finger_and_keeps_its_height(browser: Browser, lexora: Lexora) -> None:
    context, watched = watched_context(browser, lexora, **PHONE)
    page = context.new_page()
    page.goto("/idioms?language=en")
    expect(card(page)).to_have_class(re.compile("is-ready"))
    before = card(page).bounding_box()
    card(page).locator(".lx-saying__text").tap()
    expect(card(page).locator(".lx-saying__turn")).to_have_attribute("aria-expanded", "true")
    after = card(page).bounding_box()
    assert before
    assert after
    assert before["height"] == after["height"]
    card(page).locator(".lx-saying__meaning").tap()
    expect(card(page).locator(".lx-saying__turn")).to_have_attribute("aria-expanded", "false")
    leave(context)
    assert watched.troubles == []


def test_nothing_moves_when_the_script_starts(browser: Browser, lexora: Lexora) -> None:
    context, _watched = watched_context(browser, lexora, service_workers="block")
    page = context.new_page()
    page.route("**/library/idioms*.js", lambda route: route.abort())
    page.goto("/idioms?language=en")
    without = heights(page)
    page.unroute("**/library/idioms*.js")
    page.goto("/idioms?language=en")
    expect(card(page)).to_have_class(re.compile("is-ready"))
    assert heights(page) == without
    assert max(without) > 250
    leave(context)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_turned_card_is_accessible_and_shows_one_side(browser: Browser, lexora: Lexora, motion: str) -> None:
    context, watched = watched_context(browser, lexora, reduced_motion=motion)
    page = context.new_page()
    page.goto("/idioms?language=en")
    card(page).locator(".lx-saying__turn").click()
    card(page).locator(".lx-saying__in").evaluate(IS_STILL)
    meaning = card(page).locator(".lx-saying__meaning")
    assert meaning.evaluate(IS_ON_TOP)
    if motion == "reduce":
        assert axe(page) == []
    leave(context)
    assert [t for t in watched.troubles if "inline style" not in t] == []


def test_more_cards_are_turnable_too_and_the_keyboard_goes_on_with_the_first(page: Page) -> None:
    page.goto("/idioms?language=en")
    page.locator("[data-more]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-saying]")).to_have_count(2 * PAGE)
    expect(card(page, PAGE).locator(".lx-saying__turn")).to_be_focused()
    page.keyboard.press("Enter")
    assert is_seen_back(card(page, PAGE))


def test_a_search_narrows_the_cards_while_one_types(page: Page) -> None:
    page.goto("/idioms?language=en")
    page.locator("#id_q").press_sequentially("look aft")
    count = len(search(Wanted("en", text="look aft")))
    assert 0 < count < PAGE
    expect(page.locator("[data-saying]")).to_have_count(count)
    expect(page.locator("#found-count")).to_contain_text(f"{count} expression")
    expect(page).to_have_url(re.compile("q=look%20aft"))
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
    expect(card(page)).to_have_class(re.compile("is-ready"))
    card(page).locator(".lx-saying__turn").click()
    assert is_seen_back(card(page))


def test_an_expression_is_saved_and_taken_back_by_keyboard(page: Page, lexora: Lexora) -> None:
    make_account(lexora, "idioms@example.com")
    enter(page, "idioms@example.com")
    page.goto("/idioms?language=en&q=look after")
    expect(card(page).locator(".lx-saying__kept")).to_be_hidden()
    card(page).locator(".lx-saying__turn").click()
    button = page.locator("#save-en-look-after")
    for label, pressed in (("In your list", "true"), ("Save", "false"), ("In your list", "true")):
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_contain_text(label)
        expect(button).to_have_attribute("aria-pressed", pressed)
        expect(button).to_be_focused()
    page.reload()
    expect(card(page).locator(".lx-saying__kept")).to_be_visible()


def test_without_a_script_a_card_opens_and_everything_can_be_done(browser: Browser, lexora: Lexora) -> None:
    make_account(lexora, "plain.idioms@example.com")
    context, _watched = watched_context(browser, lexora, java_script_enabled=False)
    page = context.new_page()
    enter(page, "plain.idioms@example.com")
    page.goto("/idioms?language=en&q=look after")
    expect(card(page).locator(".lx-saying__turn")).to_be_hidden()
    expect(card(page).locator(".lx-saying__meaning")).to_be_hidden()
    card(page).locator("summary").click()
    expect(card(page).locator(".lx-saying__meaning")).to_be_visible()
    page.locator("#save-en-look-after").click()
    expect(page.locator("#save-en-look-after")).to_contain_text("In your list")
    page.goto(f"/phrasebook/airport?{GREEK}")
    page.get_by_role("link", name="Luggage").click()
    page.get_by_role("link", name=re.compile("Show to a local")).first.click()
    page.get_by_role("link", name="Next").click()
    page.get_by_role("link", name="Close").click()
    expect(page.locator("h1")).to_contain_text("Airport")
    page.locator("#save-kit").click()
    expect(page.locator("#toasts")).to_contain_text("phrases are in your list now.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#toasts")).to_contain_text("out of your list again.")
    leave(context)


# Phrases


def test_a_phrase_is_copied_and_a_toast_says_so(browser: Browser, lexora: Lexora) -> None:
    context, watched = watched_context(browser, lexora)
    page = context.new_page()
    page.goto(f"/phrasebook/airport?{GREEK}")
    page.locator("[data-copy]").first.click()
    expect(page.locator("#toasts")).to_contain_text("Copied.")
    text = page.locator(".lx-phrase__text").first.inner_text()
    page.goto("/idioms")
    page.locator("#id_q").focus()
    page.keyboard.press("Control+v")
    expect(page.locator("#id_q")).to_have_value(text)
    leave(context)
    assert watched.troubles == []


def test_topics_narrow_the_phrases_and_the_keyboard_keeps_its_place(page: Page) -> None:
    page.goto(f"/phrasebook/airport?{GREEK}")
    all_of_them = page.locator(".lx-phrase").count()
    page.locator("#topic-luggage").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#topic-luggage")).to_have_attribute("aria-current", "true")
    expect(page.locator("#topic-luggage")).to_be_focused()
    assert 0 < page.locator(".lx-phrase").count() < all_of_them
    assert "tag=luggage" in page.url


def test_a_phrase_is_saved_and_the_whole_kit_taken_back(page: Page, lexora: Lexora) -> None:
    make_account(lexora, "kit@example.com")
    enter(page, "kit@example.com")
    page.goto(f"/phrasebook/airport?{GREEK}")
    page.locator("#save-airport-01").click()
    expect(page.locator("#save-airport-01")).to_have_attribute("aria-pressed", "true")
    page.locator("#save-kit").click()
    expect(page.locator("#toasts")).to_contain_text("phrases are in your list now.")
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("#toasts")).to_contain_text("out of your list again.")
    expect(page.locator(".lx-save[aria-pressed=true]")).to_have_count(1)


def shows(page: Page, text: str) -> None:
    """The phrase is there, and the page hears of keys."""
    expect(page.locator(".lx-shown__text")).to_have_text(text)
    page.wait_for_load_state("load")


def test_the_large_view_is_walked_by_arrows_and_left_by_escape(page: Page) -> None:
    page.goto(f"/phrasebook/airport?{GREEK}")
    texts = page.locator(".lx-phrase__text").all_inner_texts()
    page.locator(".lx-phrase__show").nth(1).click()
    large = page.locator(".lx-shown__text")
    shows(page, texts[1])
    page.keyboard.press("ArrowRight")
    shows(page, texts[2])
    page.keyboard.press("ArrowLeft")
    shows(page, texts[1])
    page.keyboard.press("ArrowLeft")
    shows(page, texts[0])
    page.keyboard.press("ArrowLeft")  # there is nothing before the first
    page.keyboard.press("Escape")
    page.wait_for_url("**/phrasebook/airport?*#airport-01")
    page.go_back()  # however many phrases were shown, they are one step
    expect(large).to_have_text(texts[0])
    page.go_back()
    page.wait_for_url(f"**/phrasebook/airport?{GREEK}")


SWIPE = """([from, to]) => {
  const touch = (x) => new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 300 });
  const send = (type, x, all) =>
    document.body.dispatchEvent(new TouchEvent(type, { bubbles: true, touches: all, changedTouches: [touch(x)] }));
  send("touchstart", from, [touch(from)]);
  send("touchend", to, []);
}"""


def test_the_large_view_is_swiped_and_nothing_is_cut_off(browser: Browser, lexora: Lexora) -> None:
    context, watched = watched_context(browser, lexora, **PHONE)
    page = context.new_page()
    page.goto(f"/phrasebook/airport/airport-01/show?{GREEK}")
    for begin, end, place in ((300, 80, "2 /"), (300, 280, "2 /"), (80, 300, "1 /")):
        page.evaluate(SWIPE, [begin, end])
        expect(page.locator(".lx-shown__place")).to_contain_text(place)
    for _n in range(30):
        assert too_wide(page) == []
        if not page.locator("[rel=next]").count():
            break
        page.goto(str(page.locator("[rel=next]").get_attribute("href")))
    assert axe(page) == []
    leave(context)
    assert [t for t in watched.troubles if "inline style" not in t] == []


def too_wide(page: Page) -> list[str]:
    """What is cut off at the sides or lies under the buttons."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".lx-shown__text, .lx-shown__meaning")]
          .filter((e) => e.scrollWidth > e.clientWidth || document.documentElement.scrollWidth > innerWidth)
          .map((e) => e.textContent)"""
    )
    return found


def test_on_a_phone_the_topics_lie_where_the_thumb_is(browser: Browser, lexora: Lexora) -> None:
    context, _watched = watched_context(browser, lexora, **PHONE)
    page = context.new_page()
    page.goto(f"/phrasebook/airport?{GREEK}")
    box = page.locator(".lx-topics").bounding_box()
    assert box
    assert box["y"] > 600
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    footer = page.locator(".lx-footer a").last.bounding_box()
    assert footer
    assert footer["y"] + footer["height"] <= box["y"]
    leave(context)

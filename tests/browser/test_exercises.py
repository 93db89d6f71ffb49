"""Grammar Pro and the Sentence Builder in a browser: by keyboard, typed, by mouse and finger, and without a script."""

from itertools import count

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lexora.library.curated import cloze, sentences
from lexora.library.curated.cloze import GAP, Cloze
from lexora.library.curated.sentences import Sentence
from tests.browser.axe import axe
from tests.browser.conftest import leave, watched_context
from tests.browser.people import enter, make_account
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
numbers = count(1)
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def learner(lexora: Lexora) -> str:
    """A learner of one's own for each test."""
    email = f"exercises{next(numbers)}@example.com"
    make_account(lexora, email)
    return email


def begin(page: Page, email: str, address: str, *, typed: bool = False) -> None:
    enter(page, email)
    page.goto(address)
    if typed:
        page.locator("label:has(#typed)").click()
    page.get_by_role("button", name="Start").click()
    page.locator("[data-exercise]").wait_for()
    page.wait_for_load_state()  # its scripts are there, too


def asked(page: Page) -> Locator:
    """The sentence that is on."""
    return page.locator("[data-exercise] .lx-ask__sentence")


def gap_of(page: Page) -> Cloze:
    """The exercise that is on, as the content has it."""
    said = asked(page).inner_text().replace("\n", "")
    fits = [one for one in cloze.exercises().values() if one.sentence.replace(GAP, "gap") == said]
    assert fits, said
    return fits[0]


def sentence_of(page: Page) -> Sentence:
    meaning = asked(page).inner_text()
    return next(one for one in sentences.sentences().values() if one.meaning.uk == meaning and one.language == "en")


def faults(page: Page) -> list[str]:
    """What axe-core finds when nothing moves any more."""
    page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished)).then(() => null)")
    return axe(page)


def key_of(page: Page, text: str) -> str:
    """The number of an option."""
    [number] = [
        option.get_attribute("data-key")
        for option in page.locator("[data-key]").all()
        if option.get_attribute("value") == text
    ]
    return number or ""


def place(page: Page, word: str) -> Locator:
    """A tile with a word that is not in the sentence yet."""
    return page.locator(f'[data-tiles] [data-word="{word}"]').first


def said(page: Page) -> str:
    return " ".join(page.locator("[data-tray] [data-tile]").all_inner_texts())


# Grammar Pro


def test_a_set_is_played_to_its_end_by_keyboard(page: Page, learner: str) -> None:
    begin(page, learner, "/my/grammar-practice?language=en&category=articles")
    for n in range(1, 11):
        expect(page.locator(".lx-play__count")).to_have_text(f"{n} of 10")
        exercise = gap_of(page)
        wrong = next(option for option in exercise.options if option != exercise.answer)
        if n == 1:
            page.keyboard.press("h")
            expect(page.locator(".lx-hint p")).to_have_text(exercise.hint.uk)
        page.keyboard.press(key_of(page, wrong if n <= 2 else exercise.answer))
        expect(page.locator("[data-next]")).to_be_focused()
        expect(page.locator("#judged")).to_have_text("Not quite." if n <= 2 else "Right!")
        expect(page.locator("#said")).to_contain_text("Not quite." if n <= 2 else "Right!")
        expect(page.locator(".lx-judged")).to_contain_text(exercise.explanation.uk)
        if n in (1, 3):
            assert faults(page) == []
        page.keyboard.press("n" if n % 2 else "Enter")
    expect(page.locator("#done")).to_be_focused()
    expect(page.locator(".lx-done")).to_contain_text("8 of 10 right")
    expect(page.locator(".lx-done")).to_contain_text("+40")
    expect(page.locator(".lx-missed li")).to_have_count(2)
    expect(page.locator(".lx-missed a").first).to_have_attribute("href", "/grammar/articles")
    assert faults(page) == []
    page.get_by_role("button", name="Only what went wrong").click()
    expect(page.locator(".lx-play__count")).to_have_text("1 of 2")


def test_answers_are_typed_and_sent_by_enter(page: Page, learner: str) -> None:
    begin(page, learner, "/my/grammar-practice?language=en&category=irregular_verbs", typed=True)
    for n in range(1, 4):
        expect(page.locator("#answer")).to_be_focused()
        page.keyboard.type(gap_of(page).answer.upper() if n < 3 else "nothing")
        page.keyboard.press("Enter")
        expect(page.locator("#judged")).to_have_text("Right!" if n < 3 else "Not quite.")
        if n < 3:
            page.keyboard.press("Enter")
            expect(page.locator(".lx-play__count")).to_have_text(f"{n + 1} of 10")
    expect(page.locator(".lx-said--wrong")).to_contain_text("nothing")
    page.reload()
    expect(page.locator(".lx-play__count")).to_have_text("4 of 10")
    page.goto("/my/grammar-practice")
    expect(page.locator("#main")).to_contain_text("English: 3 of 10 done")
    page.get_by_role("link", name="Go on with your set").click()
    expect(page.locator(".lx-play__count")).to_have_text("4 of 10")


def test_no_word_is_an_answer_that_can_be_pressed(page: Page, learner: str) -> None:
    begin(page, learner, "/my/grammar-practice?language=en&category=articles", typed=True)
    exercise = gap_of(page)
    page.get_by_role("button", name="No word is missing").click()
    expect(page.locator("#judged")).to_have_text("Right!" if exercise.answer == "–" else "Not quite.")


def test_choosing_changes_the_page_in_place_and_keeps_the_switch_and_the_focus(page: Page, learner: str) -> None:
    enter(page, learner)
    page.goto("/my/grammar-practice?language=en")
    page.evaluate("window.isTheSame = true")
    page.locator("label:has(#typed)").click()
    page.locator("#category-tenses").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#topic-past-simple")).to_be_visible()
    expect(page.locator("#category-tenses")).to_be_focused()
    page.locator("#topic-past-simple").click()
    expect(page.locator(".lx-start h2")).to_have_text("Past Simple")
    expect(page.locator("#typed")).to_be_checked()
    page.locator("label:has(#typed)").click()
    page.locator("#level-A1").click()
    expect(page.locator("#level-A1")).to_have_attribute("aria-current", "true")
    expect(page.locator("#typed")).not_to_be_checked()
    assert page.evaluate("window.isTheSame")
    assert "topic=past-simple" in page.url
    page.go_back()
    expect(page.locator("#level-all")).to_have_attribute("aria-current", "true")


# The Sentence Builder


def test_a_sentence_is_put_together_by_keyboard_alone(page: Page, learner: str) -> None:
    begin(page, learner, "/my/sentence-builder?language=en&level=A1")
    sentence = sentence_of(page)
    first, second, *rest = sentence.tiles
    place(page, second).focus()
    page.keyboard.press("Enter")
    place(page, first).focus()
    page.keyboard.press("ArrowUp")
    assert said(page).split()[0].casefold() == second.casefold()
    page.locator("[data-tray] [data-tile]").last.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#said")).to_have_text(f"{first[:1].upper()}{first[1:]} {second}")
    for word in rest:
        place(page, word).focus()
        page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    expect(place(page, rest[-1])).to_be_visible()
    place(page, rest[-1]).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-check]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#judged")).to_have_text("Right!")
    expect(page.locator(".lx-ask__sentence")).to_have_text(sentence.orders[0])
    page.keyboard.press("Enter")
    expect(page.locator(".lx-play__count")).to_have_text("2 of 5")
    assert faults(page) == []


def test_clear_takes_every_word_back(page: Page, learner: str) -> None:
    begin(page, learner, "/my/sentence-builder?language=en&level=A1")
    before = page.locator("[data-tiles] [data-tile]").all_inner_texts()
    for word in sentence_of(page).tiles:
        place(page, word).click()
    assert page.locator("[data-tiles] [data-tile]").count() == 0
    page.get_by_role("button", name="Clear").click()
    assert page.locator("[data-tiles] [data-tile]").all_inner_texts() == before


def test_words_are_dragged_into_their_place_by_the_mouse(page: Page, learner: str) -> None:
    begin(page, learner, "/my/sentence-builder?language=en&level=A1")
    sentence = sentence_of(page)
    for word in reversed(sentence.tiles):  # each is let go before those that are there
        tray = page.locator("[data-tray] > [role=group]").bounding_box()
        there = place(page, word).bounding_box()
        assert tray
        assert there
        page.mouse.move(there["x"] + 10, there["y"] + 10)
        page.mouse.down()
        page.mouse.move(tray["x"] + 2, tray["y"] + 10, steps=4)
        page.mouse.up()
    assert said(page).casefold().split() == [word.casefold() for word in sentence.tiles]
    last = page.locator("[data-tray] [data-tile]").last
    box, bank = last.bounding_box(), page.locator("[data-tiles]").bounding_box()
    assert box
    assert bank
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(bank["x"] + 20, bank["y"] + 60, steps=4)
    page.mouse.up()
    expect(place(page, sentence.tiles[-1])).to_be_visible()
    place(page, sentence.tiles[-1]).click()
    page.locator("[data-check]").click()
    expect(page.locator("#judged")).to_have_text("Right!")


def test_words_are_tapped_on_a_phone(browser: Browser, lexora: Lexora, learner: str) -> None:
    context, watched = watched_context(browser, lexora, **PHONE)
    page = context.new_page()
    begin(page, learner, "/my/sentence-builder?language=en&level=A1")
    sentence = sentence_of(page)
    place(page, sentence.tiles[-1]).tap()
    page.locator("[data-tray] [data-tile]").tap()
    for word in sentence.tiles:
        place(page, word).tap()
    page.locator("[data-check]").tap()
    expect(page.locator("#judged")).to_have_text("Right!")
    assert watched.troubles == []
    leave(context)


def test_words_are_dragged_by_a_finger(browser: Browser, lexora: Lexora, learner: str) -> None:
    context, watched = watched_context(browser, lexora, **PHONE)
    page = context.new_page()
    begin(page, learner, "/my/sentence-builder?language=en&level=A1")
    finger = context.new_cdp_session(page)
    for word in reversed(sentence_of(page).tiles[:3]):
        tile, tray = place(page, word).bounding_box(), page.locator("[data-tray]").bounding_box()
        assert tile
        assert tray
        for kind, x, y in (
            ("touchStart", tile["x"] + 10, tile["y"] + 10),
            ("touchMove", tile["x"] + 10, tile["y"] - 10),
            ("touchMove", tray["x"] + 6, tray["y"] + 25),
            ("touchEnd", 0, 0),
        ):
            points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert said(page).casefold().split() == [word.casefold() for word in sentence_of(page).tiles[:3]]
    assert watched.troubles == []
    leave(context)


def test_after_a_wrong_order_the_right_one_and_the_reason_are_there(page: Page, learner: str) -> None:
    begin(page, learner, "/my/sentence-builder?language=en&level=A2")
    sentence = sentence_of(page)
    place(page, sentence.tiles[0]).click()
    page.locator("[data-check]").click()
    expect(page.locator("#judged")).to_have_text("Not quite.")
    expect(page.locator(".lx-ask__sentence")).to_have_text(sentence.orders[0])
    expect(page.locator(".lx-judged")).to_contain_text(sentence.explanation.uk)


# Without a script


def test_everything_works_without_a_script(browser: Browser, lexora: Lexora, learner: str) -> None:
    context, _watched = watched_context(browser, lexora, java_script_enabled=False)
    page = context.new_page()
    begin(page, learner, "/my/grammar-practice?language=en&category=articles")
    for n in range(1, 11):
        page.locator(f'[data-key="{key_of(page, gap_of(page).answer)}"]').click()
        expect(page.locator("#judged")).to_have_text("Right!")
        expect(page.locator(".lx-play__count")).to_have_text(f"{n} of 10")
        page.locator("[data-next]").click()
    expect(page.locator(".lx-done")).to_contain_text("10 of 10 right")
    page.goto("/my/sentence-builder?language=en&level=A1")
    page.get_by_role("button", name="Start").click()
    sentence = sentence_of(page)
    page.get_by_label("Write the sentence with these words").fill(sentence.orders[0])
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#judged")).to_have_text("Right!")
    leave(context)

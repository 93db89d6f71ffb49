"""A session of practice: by keyboard, by finger, typed, without a network, heard instead of seen."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.axe import axe
from tests.browser.conftest import Watched, leave, watched_context
from tests.browser.looks import dress
from tests.browser.people import add_words, make_account, sign_in
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
numbers = count(1)
WORDS = ("friend", "house", "water")
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def learner(lexora: Lexora) -> str:
    """A learner of one's own for each test."""
    email = f"practice{next(numbers)}@example.com"
    make_account(lexora, email)
    return email


@pytest.fixture
def at_work(page: Page, learner: str) -> Page:
    """A page of a learner with three words, before the first card."""
    begin(page, learner)
    return page


def begin(page: Page, email: str, *words: str) -> None:
    sign_in(page, email)
    add_words(page, *(words or WORDS))
    page.goto("/my/practice")
    ready(page)


def ready(page: Page) -> None:
    """The script has taken over."""
    page.locator("[data-ask]").wait_for()


def front(page: Page) -> Locator:
    return page.locator("[data-card-text]")


def answer(page: Page, key: str) -> None:
    page.keyboard.press("Space")
    page.locator("[data-grades]").wait_for()
    page.keyboard.press(key)


def ask(page: Page, *ways: str, **others: str) -> None:
    """Choose how to be asked."""
    page.goto("/my/practice/settings")
    for box in page.locator("[name=directions]").all():
        box.set_checked(box.get_attribute("value") in ways)
    for name, value in others.items():
        page.locator(f"[name={name}]").set_checked(value == "on", force=True)
    page.get_by_role("button", name="Save").click()
    page.locator(".lx-toast--success").wait_for()


def log(lexora: Lexora, email: str) -> list[tuple[str, int, str, bool]]:
    """Text, grade, time, and whether it was taken back, in the order in which the server heard of them."""
    rows = lexora.look(
        "SELECT u.email, e.source_text, r.grade, r.reviewed_at, r.undone_at IS NOT NULL FROM learning_review r"
        " JOIN words_entry e ON e.id = r.entry_id JOIN accounts_user u ON u.id = r.user_id ORDER BY r.id"
    )
    return [(text, grade, str(at), bool(undone)) for owner, text, grade, at, undone in rows if owner == email]


def states(lexora: Lexora, email: str) -> list[str]:
    """How the learner's entries stand."""
    rows = lexora.look(
        "SELECT u.email, e.learning_state FROM words_entry e JOIN accounts_user u ON u.id = e.owner_id ORDER BY e.id"
    )
    return [state for owner, state in rows if owner == email]


def saved(page: Page) -> Locator:
    return page.locator("[data-saved]")


def all_saved(page: Page) -> None:
    expect(saved(page)).to_have_attribute("data-state", "saved")
    expect(saved(page)).to_have_text("All saved")


# By keyboard


def test_a_whole_session_by_keyboard_with_undo_after_the_last_card(at_work: Page, lexora: Lexora, learner: str) -> None:
    page = at_work
    expect(front(page)).to_have_text("friend")
    expect(page.locator("[data-count=new]")).to_have_text("3")
    answer(page, "1")
    expect(front(page)).to_have_text("house")
    page.keyboard.press("Space")
    expect(page.locator("[data-grades] [value=good]")).to_be_focused()
    page.keyboard.press("Space")  # what is suggested
    expect(front(page)).to_have_text("water")
    answer(page, "4")
    expect(page.get_by_role("heading", name="Well done!")).to_be_focused()
    expect(page.locator("[data-reviewed]")).to_have_text("You’ve reviewed 3 cards.")
    expect(page.locator("[data-accuracy]")).to_have_text("67 %")
    expect(page.locator("[data-fact=xp] dd")).to_have_text("+25 XP")
    expect(page.locator("[data-fact=tomorrow] dd")).to_have_text("3 to review")
    expect(page.locator("[data-missed] a")).to_have_text("friend")
    all_saved(page)
    page.keyboard.press("Control+z")
    expect(front(page)).to_have_text("water")
    answer(page, "2")
    expect(page.locator("[data-fact=xp] dd")).to_have_text("+15 XP")
    all_saved(page)
    assert [(text, grade, undone) for text, grade, _at, undone in log(lexora, learner)] == [
        ("friend", 0, False),
        ("house", 2, False),
        ("water", 3, True),
        ("water", 1, False),
    ]


def test_who_answers_at_once_after_an_undo_goes_on(page: Page, learner: str, lexora: Lexora) -> None:
    """All keys are pressed before the browser has stored anything."""
    begin(page, learner, "friend")
    answer(page, "4")
    page.get_by_role("heading", name="Well done!").wait_for()
    all_saved(page)
    page.evaluate(
        """() => {
          const press = (key, ctrlKey = false) =>
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true }));
          press("z", true);
          press(" ");
          press("2");
        }"""
    )
    expect(page.locator("[data-fact=xp] dd")).to_have_text("+5 XP")
    all_saved(page)
    assert [(grade, undone) for _text, grade, _at, undone in log(lexora, learner)] == [(3, True), (1, False)]


def test_nothing_is_graded_before_the_answer_is_seen(at_work: Page) -> None:
    for key in ("1", "3", "Control+z"):
        at_work.keyboard.press(key)
    expect(front(at_work)).to_have_text("friend")
    expect(at_work.locator("[data-grades]")).to_have_count(0)


def test_the_keys_are_told_and_letters_are_theirs_in_a_dialog(at_work: Page) -> None:
    at_work.keyboard.press("?")
    expect(at_work.get_by_role("dialog", name="Keys and gestures")).to_be_visible()
    at_work.keyboard.press("s")
    at_work.keyboard.press("Escape")
    expect(front(at_work)).to_have_text("friend")


def test_a_card_is_suspended_and_taken_up_again(at_work: Page, lexora: Lexora, learner: str) -> None:
    at_work.keyboard.press("s")
    expect(front(at_work)).to_have_text("house")
    all_saved(at_work)
    assert states(lexora, learner) == ["suspended", "new", "new"]
    at_work.keyboard.press("z")
    expect(front(at_work)).to_have_text("friend")
    all_saved(at_work)
    assert states(lexora, learner) == ["new", "new", "new"]


def test_a_card_is_edited_without_leaving(at_work: Page) -> None:
    at_work.keyboard.press("Space")
    at_work.keyboard.press("e")
    dialog = at_work.get_by_role("dialog", name="Edit this card")
    dialog.get_by_label("Translation: Ukrainian").fill("приятель")
    dialog.get_by_label("Note or context").fill("a good one")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(at_work.locator("#answer")).to_contain_text("приятель")
    expect(at_work.locator("#answer")).to_contain_text("a good one")
    at_work.keyboard.press("3")
    expect(front(at_work)).to_have_text("house")


def test_with_steps_a_forgotten_card_comes_again_in_the_session(page: Page, learner: str) -> None:
    sign_in(page, learner)
    add_words(page, "friend")
    ask(page, "forward", steps="on")
    page.goto("/my/practice")
    ready(page)
    page.keyboard.press("Space")
    expect(page.locator("[value=again] [data-when]")).to_have_text("1 min")
    page.keyboard.press("1")
    expect(page.locator("[data-count=learning]")).to_have_text("1")
    page.keyboard.press("Space")
    expect(page.locator("[value=good] [data-when]")).to_have_text("10 min")
    page.keyboard.press("3")
    page.keyboard.press("Space")
    expect(page.locator("[value=good] [data-when]")).to_have_text("1 d")
    page.keyboard.press("3")
    expect(page.locator("[data-reviewed]")).to_have_text("You’ve reviewed 1 card.")
    expect(page.locator("[data-goal]")).to_have_text(re.compile("^1 / "))


# By finger


@pytest.fixture
def phone(browser: Browser, lexora: Lexora, learner: str) -> Iterator[Page]:
    context, watched = watched_context(browser, lexora, **PHONE)
    page = context.new_page()
    begin(page, learner, *WORDS, "book")
    yield page
    leave(context)
    assert watched.troubles == []


def swipe(page: Page, x: int, y: int) -> None:
    """A finger that moves so far over the card, as the browser's own tools make it."""
    box = page.locator("[data-card]").bounding_box()
    assert box
    tools = page.context.new_cdp_session(page)
    start_x, start_y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3

    def touch(kind: str, *points: tuple[float, float]) -> None:
        tools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]})

    touch("touchStart", (start_x, start_y))
    for part in (0.25, 0.5, 0.75, 1):
        touch("touchMove", (start_x + x * part, start_y + y * part))
    touch("touchEnd")


@pytest.mark.parametrize(("x", "y", "grade"), [(-120, 0, 0), (0, 120, 1), (120, 0, 2), (0, -120, 3)])
def test_a_swipe_grades(phone: Page, lexora: Lexora, learner: str, x: int, y: int, grade: int) -> None:
    swipe(phone, x, y)  # before the answer it does nothing
    expect(phone.locator("[data-grades]")).to_have_count(0)
    phone.locator("[data-card]").tap()
    expect(phone.locator("#answer")).to_be_visible()
    expect(phone.get_by_text("Swipe the card, or press a button.")).to_be_visible()
    swipe(phone, x, y)
    expect(front(phone)).to_have_text("house")
    all_saved(phone)
    assert [(text, given) for text, given, _at, _undone in log(lexora, learner)] == [("friend", grade)]


def test_a_short_swipe_is_none(phone: Page) -> None:
    phone.locator("[data-card]").tap()
    swipe(phone, 40, 0)
    expect(front(phone)).to_have_text("friend")
    expect(phone.locator("[data-grades]")).to_be_visible()


# Typed


def test_a_missing_accent_is_right_and_shown(page: Page, learner: str) -> None:
    sign_in(page, learner)
    add_words(page, "καλημέρα")
    ask(page, "writing")
    page.goto("/my/practice")
    ready(page)
    expect(page.get_by_label("Your answer")).to_be_focused()
    page.keyboard.type("καλημερα")
    page.keyboard.press("Enter")
    verdict = page.locator("[data-verdict]")
    expect(verdict).to_contain_text("Right. Look at the small difference:")
    expect(verdict.locator("ins")).to_contain_text("έ")
    expect(page.locator("[data-grades] [value=good]")).to_be_focused()


def test_who_knows_better_overrules_a_miss(page: Page, lexora: Lexora, learner: str) -> None:
    sign_in(page, learner)
    add_words(page, "friend")
    ask(page, "writing")
    page.goto("/my/practice")
    ready(page)
    page.keyboard.type("buddy")
    page.keyboard.press("Enter")
    expect(page.locator("[data-verdict]")).to_contain_text("Not quite.")
    expect(page.locator("#answer")).to_contain_text("friend")
    expect(page.locator("[data-grades] [value=again]")).to_be_focused()
    page.get_by_role("button", name="I was right").click()
    expect(page.locator("[data-grades] [value=good]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".lx-done")).to_be_visible()
    all_saved(page)
    assert [grade for _text, grade, _at, _undone in log(lexora, learner)] == [2]


def test_a_small_slip_is_shown_and_may_be_overruled(page: Page, learner: str) -> None:
    sign_in(page, learner)
    add_words(page, "friend")
    ask(page, "writing")
    page.goto("/my/practice")
    ready(page)
    page.keyboard.type("frend")
    page.keyboard.press("Enter")
    expect(page.locator("[data-verdict]")).to_contain_text("Almost.")
    expect(page.locator("[data-grades] [value=hard]")).to_be_focused()
    page.get_by_role("button", name="I was right").click()
    expect(page.locator("[data-grades] [value=good]")).to_be_focused()


def test_letters_typed_are_no_keys(page: Page, learner: str) -> None:
    sign_in(page, learner)
    add_words(page, "friend")
    ask(page, "writing")
    page.goto("/my/practice")
    ready(page)
    page.keyboard.type("zesp 1234 ?")
    expect(page.get_by_label("Your answer")).to_have_value("zesp 1234 ?")
    expect(page.locator("dialog[open]")).to_have_count(0)


# Without a network


@pytest.fixture
def travelling(browser: Browser, lexora: Lexora, learner: str) -> Iterator[tuple[BrowserContext, Page]]:
    """A browser whose session is kept on the device."""
    context, _watched = watched_context(browser, lexora)
    page = context.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    begin(page, learner, *WORDS, "book")
    kept(page)
    yield context, page
    leave(context)


def kept(page: Page) -> None:
    page.evaluate(
        """async () => {
          const isThere = () => caches.match("/my/practice?shell=1", { cacheName: "lexora-practice" });
          while (!(await isThere())) await new Promise((done) => setTimeout(done, 50));
        }"""
    )


def test_a_session_goes_on_without_a_network_and_is_sent_when_it_is_back(
    travelling: tuple[BrowserContext, Page], lexora: Lexora, learner: str
) -> None:
    context, page = travelling
    began = datetime.now(UTC)
    context.set_offline(True)
    answer(page, "3")
    expect(saved(page)).to_have_text("Offline: 1 answer waits")
    page.reload()
    ready(page)
    expect(front(page)).to_have_text("house")
    expect(saved(page)).to_have_text("Offline: 1 answer waits")
    answer(page, "1")
    answer(page, "4")
    expect(front(page)).to_have_text("book")
    page.keyboard.press("z")
    expect(front(page)).to_have_text("water")
    expect(saved(page)).to_have_text("Offline: 2 answers wait")  # what was never sent is simply gone
    answer(page, "2")
    answer(page, "3")
    expect(page.locator("[data-reviewed]")).to_have_text("You’ve reviewed 4 cards.")
    assert log(lexora, learner) == []
    ended = datetime.now(UTC)
    context.set_offline(False)
    all_saved(page)
    lines = log(lexora, learner)
    assert [(text, grade) for text, grade, _at, _undone in lines] == [
        ("friend", 2),
        ("house", 0),
        ("water", 1),
        ("book", 2),
    ]
    times = [datetime.fromisoformat(at).replace(tzinfo=UTC) for _text, _grade, at, _undone in lines]
    assert times == sorted(times)
    assert began <= times[0] <= times[-1] <= ended


def test_what_is_kept_has_no_text_of_a_person_and_goes_with_them(
    travelling: tuple[BrowserContext, Page], learner: str
) -> None:
    context, page = travelling
    copy = page.evaluate(
        "caches.match('/my/practice?shell=1', {cacheName: 'lexora-practice'}).then((answer) => answer.text())"
    )
    for text in (*WORDS, learner, "csrf"):
        assert text not in copy
    assert stored(page) == 1
    page.locator(".lx-round--avatar").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile(r"localhost:\d+/$"))
    page.evaluate(
        """async () => {
          while (localStorage.getItem("lexora-practice")) await new Promise((done) => setTimeout(done, 50));
        }"""
    )
    assert "lexora-practice" not in page.evaluate("caches.keys()")
    assert stored(page) == 0
    context.set_offline(True)
    page.goto("/my/practice")
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    expect(page.locator("[data-practice]")).to_have_count(0)


STORED = """() => new Promise((resolve) => {
  const opening = indexedDB.open("lexora-practice");
  opening.onsuccess = () => {
    const store = opening.result.transaction("sessions").objectStore("sessions").count();
    store.onsuccess = () => (opening.result.close(), resolve(store.result));
  };
})"""


def stored(page: Page) -> int:
    """How many sessions lie on the device."""
    return int(page.evaluate(STORED))


def test_what_was_not_sent_waits_for_its_own_learner(
    travelling: tuple[BrowserContext, Page], lexora: Lexora, learner: str
) -> None:
    context, page = travelling
    make_account(lexora, f"other.{learner}")
    context.set_offline(True)
    answer(page, "3")
    expect(saved(page)).to_have_text("Offline: 1 answer waits")
    page.goto("about:blank")
    context.clear_cookies()
    context.set_offline(False)
    begin(page, f"other.{learner}", "apple")
    expect(front(page)).to_have_text("apple")
    answer(page, "4")
    all_saved(page)
    assert log(lexora, learner) == []
    assert [text for text, *_rest in log(lexora, f"other.{learner}")] == ["apple"]
    context.clear_cookies()
    sign_in(page, learner)
    page.goto("/my/practice")
    all_saved(page)
    assert [text for text, *_rest in log(lexora, learner)] == ["friend"]


def test_who_was_signed_out_meanwhile_loses_nothing(
    travelling: tuple[BrowserContext, Page], lexora: Lexora, learner: str
) -> None:
    context, page = travelling
    cookies = context.cookies()
    context.clear_cookies()
    answer(page, "3")
    expect(saved(page)).to_have_text("Signed out: 1 answer waits until you sign in")
    expect(front(page)).to_have_text("house")
    context.add_cookies(cookies)  # type: ignore[arg-type]
    answer(page, "3")
    all_saved(page)
    assert [text for text, *_rest in log(lexora, learner)] == ["friend", "house"]


def test_without_a_stored_session_the_page_says_so(
    travelling: tuple[BrowserContext, Page],
) -> None:
    context, page = travelling
    page.goto("about:blank")
    page.goto("/privacy")
    page.evaluate(
        """() => new Promise((done) => {
          const opening = indexedDB.open("lexora-practice");
          opening.onsuccess = () => {
            const writing = opening.result.transaction("sessions", "readwrite");
            writing.objectStore("sessions").clear();
            writing.oncomplete = () => (opening.result.close(), done());
          };
        })"""
    )
    context.set_offline(True)
    page.goto("/my/practice")
    expect(page.get_by_text("No session is stored on this device.")).to_be_visible()


# When the server or the device fails


def test_without_the_queue_the_forms_of_the_page_work(unwatched_page: Page, learner: str) -> None:
    page = unwatched_page
    sign_in(page, learner)
    add_words(page, "friend")
    page.route("**/my/practice/queue*", lambda route: route.fulfill(status=503))
    page.goto("/my/practice")
    page.locator("[data-reveal]").click()
    expect(page.locator("#answer")).to_contain_text("друг")
    page.locator("[data-grades] [value=good]").click()
    expect(page.get_by_role("heading", name="Nothing to review today")).to_be_visible()


@pytest.mark.parametrize(
    "broken",
    [
        "IDBObjectStore.prototype.add = fail",
        "IDBDatabase.prototype.transaction = fail",
        "Storage.prototype.setItem = fail",
    ],
)
def test_what_the_device_cannot_keep_is_saved_all_the_same(
    at_work: Page, lexora: Lexora, learner: str, broken: str
) -> None:
    at_work.evaluate(
        "() => { const fail = () => { throw new DOMException('', 'QuotaExceededError'); }; " + broken + "; }"
    )
    answer(at_work, "3")
    expect(front(at_work)).to_have_text("house")
    all_saved(at_work)
    assert [text for text, *_rest in log(lexora, learner)] == ["friend"]


def test_what_another_tab_answered_is_not_asked_after_coming_back(at_work: Page) -> None:
    other = at_work.context.new_page()
    other.goto("/my/practice")
    ready(other)
    answer(other, "3")
    all_saved(other)
    expect(front(at_work)).to_have_text("friend")
    at_work.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(front(at_work)).to_have_text("house")
    expect(at_work.locator("[data-count=new]")).to_have_text("2")


# Heard instead of seen


def test_what_comes_is_said_and_the_focus_goes_along(at_work: Page) -> None:
    said = at_work.locator("[data-said]")
    expect(said).to_have_attribute("aria-live", "polite")
    expect(said).to_have_text("What does it mean? friend. 3 cards left")
    assert "друг" not in at_work.content()
    at_work.keyboard.press("Space")
    expect(said).to_contain_text("Answer: друг")
    expect(at_work.get_by_role("button", name="Good 1 d")).to_be_focused()
    at_work.keyboard.press("3")
    expect(said).to_have_text("What does it mean? house. 2 cards left")
    expect(at_work.get_by_role("button", name="Show the answer")).to_be_focused()
    assert "друг" not in at_work.content()
    assert "дім" not in at_work.content()
    at_work.keyboard.press("z")
    expect(said).to_contain_text("Undone.")


LOOKS = [(360, "dark", "en"), (1440, "light", "el")]


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS)
def test_every_state_is_accessible_and_within_the_screen(
    browser: Browser, lexora: Lexora, learner: str, width: int, theme: str, language: str
) -> None:
    view = {"width": width, "height": 780}
    context, watched = watched_context(browser, lexora, viewport=view, color_scheme=theme, reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, learner)
    add_words(page, "friend", "καλημέρα", "water")
    ask(page, "forward", "writing")
    dress(page, lexora.url, theme=theme, language=language)
    faults: list[str] = []

    def look() -> None:
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faults.extend([*axe(page), *page.evaluate("window.brokenPolicy"), *(["too wide"] if wide > 0 else [])])

    page.goto("/my/practice")
    ready(page)
    look()
    answer(page, "1")
    page.keyboard.press("?")
    look()
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.locator("#practice-edit[open] form").wait_for()
    look()
    page.keyboard.press("Escape")
    for _card in range(2):
        answer(page, "3")
    page.locator("[data-fact=tomorrow] dd").wait_for()
    look()
    ask_again(page)
    page.locator("#practice-typed").fill("frend")
    look()
    page.locator("#practice-typed").press("Enter")
    look()
    faults += quiet(watched)
    leave(context)
    assert faults == []


def ask_again(page: Page) -> None:
    """A typed card: the first one, once it was asked in the other way."""
    page.evaluate("navigator.serviceWorker?.ready.then(() => true)")
    page.goto("/my/vocabulary/new")
    page.fill("[name=text]", "book")
    page.locator("#add button[type=submit]").click()
    page.locator("#added article").wait_for()
    page.goto("/my/practice/settings")
    for box in page.locator("[name=directions]").all():
        box.set_checked(box.get_attribute("value") == "writing")
    page.locator("main form button.lx-btn--primary").click()
    page.locator(".lx-toast--success").wait_for()
    page.goto("/my/practice")
    ready(page)


def quiet(watched: Watched) -> list[str]:
    # axe tries out styles; what a page breaks was asked of the page before.
    return [trouble for trouble in watched.troubles if not trouble.startswith(": Applying inline style")]

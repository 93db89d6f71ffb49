"""Charts are drawn from their tables, in every theme; the calendar can be read with the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import axe
from tests.browser.conftest import Watched, leave, watched_context
from tests.browser.people import make_account, sign_in
from tests.browser.test_page_weight import MOST, Wire
from tests.process import Lexora
from tools.showroom import let_live

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
EMAIL = "figures@example.com"
CHARTS = ("xp", "reviews", "time", "forecast", "retention")


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lexora]:
    """A server on which somebody has practised for a year."""
    folder: Path = tmp_path_factory.mktemp("figures") / "data"
    with Lexora(folder, TRANSLATION_PROVIDERS="dictionary", RATE_SIGNIN="1000/minute") as running:
        make_account(running, EMAIL)
        let_live(str(folder), EMAIL)
        yield running


@pytest.fixture(scope="module")
def cookies(browser: Browser, living: Lexora) -> list[dict[str, object]]:
    context, _watched = watched_context(browser, living)
    sign_in(context.new_page(), EMAIL)
    found = [dict(cookie) for cookie in context.cookies()]
    leave(context)
    return found


@pytest.fixture
def figures(browser: Browser, living: Lexora, cookies: list[dict[str, object]]) -> Iterator[Page]:
    """The page of a learner, on which nothing may go wrong."""
    context, watched = watched_context(browser, living, color_scheme="light")
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/my/dashboard")
    yield page
    troubles = faults(page, watched)
    leave(context)
    assert troubles == []


def faults(page: Page, watched: Watched) -> list[str]:
    broken: list[str] = page.evaluate("window.brokenPolicy")
    return watched.troubles + broken


def chart(page: Page, name: str) -> Locator:
    return page.locator(f"figure[aria-labelledby='{name}-title']")


COUNT = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = {};
  for (let n = 0; n < data.length; n += 4) {
    if (data[n + 3] === 255) seen[data.slice(n, n + 3)] = (seen[data.slice(n, n + 3)] ?? 0) + 1;
  }
  return Object.keys(seen).sort((a, b) => seen[b] - seen[a]);
}"""


def colours(canvas: Locator) -> list[str]:
    """The colours of a picture, the most usual first; an empty one has none."""
    found: list[str] = canvas.evaluate(COUNT)
    return found


def most_usual(canvas: Locator) -> str:
    return colours(canvas)[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_chart_is_drawn_in_both_themes(figures: Page, theme: str) -> None:
    figures.emulate_media(color_scheme=theme)
    for name in CHARTS:
        expect(chart(figures, name).locator("canvas")).to_have_count(1)
        assert len(colours(chart(figures, name).locator("canvas"))) > 1, name


def test_another_theme_draws_them_anew_in_its_colours(figures: Page) -> None:
    canvas = chart(figures, "reviews").locator("canvas")
    expect(canvas).to_have_count(1)
    light = most_usual(canvas)
    former = canvas.element_handle()
    figures.locator("html").evaluate("html => html.dataset.theme = 'dark'")
    figures.wait_for_function("former => !former.isConnected", arg=former)
    expect(canvas).to_have_count(1)
    assert most_usual(canvas) != light


def test_on_paper_all_of_it_is_in_the_colours_of_the_light_theme(figures: Page) -> None:
    canvas = chart(figures, "reviews").locator("canvas")
    expect(canvas).to_have_count(1)
    light, former = most_usual(canvas), canvas.element_handle()
    figures.locator("html").evaluate("html => html.dataset.theme = 'dark'")
    figures.wait_for_function("former => !former.isConnected", arg=former)
    dark = canvas.element_handle()
    figures.emulate_media(media="print")
    figures.wait_for_function("former => !former.isConnected", arg=dark)
    assert most_usual(canvas) == light
    expect(figures.locator("[data-heat-map] td").first).to_have_css("print-color-adjust", "exact")


@pytest.mark.parametrize("name", CHARTS)
def test_the_picture_says_what_the_table_says(figures: Page, name: str) -> None:
    figure = chart(figures, name)
    expect(figure).to_have_attribute("data-drawn", "")
    figure.scroll_into_view_if_needed()
    over = figure.locator(".u-over").bounding_box()
    assert over
    rows = figure.locator("tbody tr")
    count = rows.count()
    for n in (0, count // 2, count - 1):
        figures.mouse.move(over["x"] + over["width"] * (n + 0.5) / count, over["y"] + over["height"] / 2)
        head, *lines = figure.locator(".lx-chart__tip > *").all_text_contents()
        assert head == (rows.nth(n).locator("th").text_content() or "").strip()
        values = [(cell or "").strip() for cell in rows.nth(n).locator("td").all_text_contents()]
        assert [line.split(": ")[1] for line in lines] == values[: len(lines)]


def test_the_table_opens_with_the_keyboard(figures: Page) -> None:
    figure = chart(figures, "forecast")
    expect(figure).to_have_attribute("data-drawn", "")
    expect(figure.locator("table")).to_be_hidden()
    figure.locator("summary").focus()
    figures.keyboard.press("Enter")
    expect(figure.locator("table")).to_be_visible()
    expect(figure.locator("tbody tr")).to_have_count(30)


def test_another_span_draws_the_curves_anew_and_keeps_the_focus(figures: Page) -> None:
    expect(chart(figures, "reviews").locator("tbody tr")).to_have_count(30)
    figures.locator("#span-90").focus()
    figures.keyboard.press("Enter")
    expect(chart(figures, "reviews").locator("tbody tr")).to_have_count(90)
    expect(chart(figures, "reviews").locator("canvas")).to_have_count(1)
    expect(figures.locator("#span-90")).to_be_focused()
    expect(figures.locator("#span-90")).to_have_attribute("aria-current", "true")
    expect(figures).to_have_url("/my/dashboard?span=90")


def test_a_narrower_window_draws_narrower_pictures(figures: Page) -> None:
    expect(chart(figures, "reviews").locator("canvas")).to_have_count(1)
    figures.set_viewport_size({"width": 360, "height": 800})
    figures.wait_for_function("document.querySelector('.uplot').clientWidth < 360")
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert figures.evaluate(overflow) <= 0


def test_the_calendar_is_read_with_the_keyboard(figures: Page) -> None:
    said, region = figures.locator("#heat-said"), figures.locator(".lx-heat")
    initial = said.text_content()
    expect(figures.locator("[data-heat-map]")).to_have_attribute("role", "grid")
    region.focus()
    figures.keyboard.press("Tab")
    today = figures.evaluate("document.activeElement.textContent")
    expect(said).to_have_text(today)
    figures.keyboard.press("ArrowLeft")
    week_before = figures.evaluate("document.activeElement.textContent")
    assert week_before != today
    expect(said).to_have_text(week_before)
    figures.keyboard.press("Home")
    figures.keyboard.press("ArrowLeft")  # nothing is before the first week
    assert figures.evaluate("document.activeElement.previousElementSibling.tagName") == "TH"
    figures.keyboard.press("Tab")
    expect(said).to_have_text((initial or "").strip())


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1440, "light")])
@pytest.mark.parametrize("path", ["/my/dashboard", "/my/dashboard/words", "/dashboard"])
def test_a_page_full_of_figures_is_accessible_and_fits(
    browser: Browser, living: Lexora, cookies: list[dict[str, object]], path: str, width: int, theme: str
) -> None:
    view = {"width": width, "height": 800}
    context, _watched = watched_context(browser, living, viewport=view, color_scheme=theme, reduced_motion="reduce")
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert axe(page) == []
    for summary in page.locator("main details > summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    leave(context)


def test_a_first_visit_is_light(browser: Browser, living: Lexora, cookies: list[dict[str, object]]) -> None:
    context, _watched = watched_context(browser, living)
    context.add_cookies(cookies)  # type: ignore[arg-type]
    wire = Wire(context.new_page())
    wire.visit("/my/dashboard")
    assert wire.bytes_of(fonts=False) <= MOST
    assert wire.bad == []
    leave(context)


def test_the_words_come_after_the_rest(figures: Page) -> None:
    expect(figures.locator("#words")).to_be_visible()
    expect(figures.locator("#words ol > li")).to_have_count(10)


def test_without_script_the_tables_are_there(
    browser: Browser, living: Lexora, cookies: list[dict[str, object]]
) -> None:
    context, watched = watched_context(browser, living, java_script_enabled=False)
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/my/dashboard")
    for name in CHARTS:
        expect(chart(page, name).locator("table")).to_be_visible()
        expect(chart(page, name).locator(".lx-chart__picture")).to_be_hidden()
    page.locator("#span-365").click()
    expect(page).to_have_url("/my/dashboard?span=365")
    page.get_by_role("link", name="Your words in numbers").click()
    expect(page.get_by_role("heading", name="Hardest for you")).to_be_visible()
    leave(context)
    assert watched.troubles == []

"""The first flow through Nginx, two web processes, RabbitMQ and the translation service."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.test_first_flow import add, settle, sign_up
from tests.browser.test_practice import ready
from tests.services.translation.wire import TranslationServers
from tests.stack.people import GIVE_FILE, PASSWORD, Person
from tools.chromium import ARGS, find_chromium
from tools.stack import Stack

pytestmark = pytest.mark.enable_socket
expect.set_options(timeout=15_000)  # milliseconds; six servers share the machine


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, stack: Stack) -> Iterator[Page]:
    context = browser.new_context(base_url=stack.url)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_from_sign_up_to_a_reviewed_word(page: Page, providers: TranslationServers) -> None:
    providers.answers = {("The weather is lovely today", "uk"): "Сьогодні чудова погода"}
    sign_up(page, "stack.flow@example.com")
    settle(page, learning=("en",))
    add(page, "The weather is lovely today")
    # Nobody reloads the page: the translation arrives.
    expect(page.locator("#added article")).to_contain_text("Сьогодні чудова погода")
    page.goto("/my/practice")
    ready(page)
    page.keyboard.press("Space")
    expect(page.locator("#answer")).to_contain_text("Сьогодні чудова погода")
    page.keyboard.press("3")
    expect(page.locator("[data-reviewed]")).to_have_text("You’ve reviewed 1 card.")


def test_a_translation_reaches_every_open_page_whichever_process_serves_it(page: Page) -> None:
    sign_up(page, "many.pages@example.com")
    settle(page, learning=("en",))
    add(page, "The train leaves from platform nine")
    link = page.locator("#added article a").first.get_attribute("href")
    assert link
    pages = [page.context.new_page() for _ in range(8)]
    for other in pages:
        with other.expect_websocket():
            other.goto(link)
    pages[0].get_by_role("button", name="Translate into Greek").click()
    for other in pages:
        expect(other.locator(".lx-translation__text[lang=el]")).to_be_visible()


def test_an_open_page_finds_its_way_back_after_the_cache_restarted(page: Page, stack: Stack) -> None:
    sign_up(page, "patient.page@example.com")
    settle(page, learning=("en",))
    add(page, "The bridge is open again")
    link = page.locator("#added article a").first.get_attribute("href")
    assert link
    with page.expect_websocket():
        page.goto(link)
    with page.expect_websocket(timeout=60_000):  # the page makes a new one by itself
        stack.stop_one("redis")
        stack.start_one("redis")
    with page.context.new_page() as other:
        other.goto(link)
        other.get_by_role("button", name="Translate into Greek").click()
        # It tries again and again, waiting longer each time.
        expect(page.locator(".lx-translation__text[lang=el]")).to_be_visible(timeout=60_000)


def test_two_web_processes_answer(stack: Stack) -> None:
    assert len(children_of(stack.pid("web"))) >= 2


def children_of(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


def test_the_translator_asks_the_service(stack: Stack, providers: TranslationServers) -> None:
    providers.answers = {("Where is the station", "el"): "Πού είναι ο σταθμός"}
    with Person(stack) as ann:
        asked = {"text": "Where is the station", "source": "en", "target": "el"}
        answer = ann.api.post("/translate", json=asked).json()
        assert answer == {"translation": "Πού είναι ο σταθμός", "provider": "google"}


def test_static_files_are_kept_for_ever_and_pages_are_not(stack: Stack) -> None:
    with httpx.Client(base_url=stack.url) as browser:
        page = browser.get("/translator")
        assert page.headers["Content-Security-Policy"]
        assert page.headers["X-Request-ID"]
        [css] = re.findall(r'href="(/static/ui/css/app\.[0-9a-f]+\.css)"', page.text)
        assert "immutable" in browser.get(css).headers["Cache-Control"]


def test_a_client_cannot_forge_its_address(stack: Stack) -> None:
    """Each try names another address; the rate counts them as one all the same."""
    with httpx.Client(base_url=stack.url) as client:
        statuses = [
            client.post(
                "/translator/translate",
                data={"text": f"apple {n}", "source": "en", "target": "uk"},
                headers={"X-Forwarded-For": f"10.0.0.{n}", "X-Real-IP": f"10.0.1.{n}", "Forwarded": f"for=10.0.2.{n}"},
            ).status_code
            for n in range(3)
        ]
        # Without the form's token nothing is counted, so fetch it as a browser does.
        assert set(statuses) == {403}
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get("/translator").text)[0]
        rate = [
            client.post(
                "/translator/translate",
                data={"text": "apple", "source": "en", "target": "uk", "csrfmiddlewaretoken": token},
                headers={"X-Forwarded-For": f"10.0.0.{n}", "Referer": stack.url},
            ).status_code
            for n in range(40)
        ]
    assert 429 in rate


def test_the_services_door_is_closed_from_outside(stack: Stack) -> None:
    token = stack.environment["SERVICE_TOKEN"]
    for path in ("/internal/blobs", "/internal/blobs/abc", "/protected-media/blobs/ab/abc"):
        answer = httpx.post(f"{stack.url}{path}", headers={"Authorization": f"Bearer {token}"}, content=b"x")
        assert answer.status_code in (403, 404), path


def test_a_private_file_is_sent_by_nginx_to_its_owner_only(stack: Stack) -> None:
    with Person(stack) as ann, Person(stack) as bob:
        made = httpx.post(
            f"{stack.web_url}/internal/blobs",
            content=b"a deck " * 50_000,
            headers={"Authorization": f"Bearer {stack.environment['SERVICE_TOKEN']}", "X-Blob-Name": "deck.apkg"},
        ).json()
        ann.ask(GIVE_FILE)
        files = [download(stack, person.email, made["key"]) for person in (ann, bob)]
    assert [file.status_code for file in files] == [200, 404]
    assert len(files[0].content) == made["size"] == 350_000
    assert files[0].headers["Cache-Control"] == "private, no-store"
    assert "X-Accel-Redirect" not in files[0].headers


def download(stack: Stack, email: str, key: str) -> httpx.Response:
    """The file, in a browser in which the person is signed in."""
    with httpx.Client(base_url=stack.url, follow_redirects=True) as client:
        page = client.get("/accounts/login/")
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[0]
        form = {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": token}
        client.post("/accounts/login/", data=form, headers={"Referer": stack.url})
        return client.get(f"/my/files/{key}")

"""A Lexora of its own in a folder that goes away, with learners who have words: for pictures and screenshots."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page

from tools.processes import free_port, wait_for

LEXORA = str(Path(sys.executable).with_name("lexora"))
PASSWORD = "Correct-Horse-7"  # noqa: S105 - of accounts that live a minute
LANGUAGES = ("en", "uk", "el")
THEMES = ("light", "dark")
LEARNS = {"en": ("uk", "el"), "uk": ("en", "el"), "el": ("en", "uk")}  # what each one learns
NAMES = {"en": "Ann", "uk": "Оксана", "el": "Ελένη"}
WORDS = {
    "en": ("дякую", "καλημέρα", "вода", "το βιβλίο", "ευχαριστώ", "дім"),
    "uk": ("friend", "καλημέρα", "water", "το βιβλίο", "thank you", "house"),
    "el": ("friend", "дякую", "water", "вода", "thank you", "house"),
}


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    port = free_port()
    with subprocess.Popen([LEXORA, "serve"], env=environment(folder, PORT=str(port))) as process:
        base = f"http://localhost:{port}"
        try:
            if not wait_for(lambda: answers(base), seconds=180):
                sys.exit("Lexora does not answer.")
            yield base
        finally:
            process.terminate()


def environment(folder: Path | str, **more: str) -> dict[str, str]:
    own = {"LEXORA_ENV_FILE": "", "LEXORA_DATA_DIR": str(folder), "LEXORA_DEMO": "0"}
    return {**os.environ, **own, "TRANSLATION_PROVIDERS": "dictionary", **more}


def run(folder: str, *command: str) -> None:
    subprocess.run([LEXORA, *command], env=environment(folder), check=True, stdout=subprocess.DEVNULL)


def answers(base: str) -> bool:
    try:
        return httpx.get(f"{base}/health").is_success
    except httpx.TransportError:
        return False


def learner(browser: Browser, base: str, folder: str, language: str, *more: str) -> dict[str, object]:
    """Make somebody who speaks a language and has words of the others; the cookies to go on with."""
    email = f"{language}@example.com"
    learning = ",".join(LEARNS[language])
    run(folder, "create-user", email, "--password", PASSWORD, "--native", language, "--learning", learning, *more)
    context = browser.new_context(base_url=base, locale=language)
    page = context.new_page()
    sign_in(page, email)
    page.goto("/my/profile")
    page.fill("[name=display_name]", NAMES[language])
    page.locator("[name=display_name]").press("Enter")
    page.wait_for_load_state("networkidle")
    for text in WORDS[language]:
        page.goto("/my/vocabulary/new")
        page.fill("[name=text]", text)
        page.wait_for_load_state("networkidle")
        page.locator("#add button[type=submit]").click()
        page.locator("#added article .lx-translation__text[lang]").first.wait_for()
    state = context.storage_state()
    context.close()
    return dict(state)


def let_live(folder: str, email: str) -> None:
    """Give somebody a year of practice, and company."""
    command = [sys.executable, "-m", "tools.living", email]
    own = environment(folder, DJANGO_SETTINGS_MODULE="lexora.config.settings")
    subprocess.run(command, env=own, check=True, stdout=subprocess.DEVNULL)


def newcomer(browser: Browser, base: str, folder: str) -> dict[str, object]:
    """Somebody who has come to the last step of the onboarding; the cookies to go on with."""
    run(folder, "create-user", "new@example.com", "--password", PASSWORD)
    context = browser.new_context(base_url=base)
    page = context.new_page()
    sign_in(page, "new@example.com")
    page.goto("/welcome")
    page.select_option("[name=native_language]", "uk")
    page.locator("[name=learning_languages][value=el]").check(force=True)
    for then in ("goal", "words"):
        page.locator("#welcome-next").click()
        page.wait_for_url(f"**/welcome/{then}")
    state = context.storage_state()
    context.close()
    return dict(state)


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.locator("form[action='/accounts/logout/']").first.wait_for(state="attached")


def dress(page: Page, base: str, language: str, theme: str) -> None:
    page.goto("/translator")
    token = page.input_value("input[name=csrfmiddlewaretoken] >> nth=0")
    for address, name, value in (("/language", "language", language), ("/theme", "theme", theme)):
        form = {name: value, "next": "/", "csrfmiddlewaretoken": token}
        page.request.post(f"{base}{address}", form=form, headers={"Referer": base})

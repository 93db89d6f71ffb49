"""A language is data: Polish is switched on by a setting, and everything knows it."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.jobs import embedded
from lexora.jobs.embedded import Workers
from lexora.jobs.models import Job
from lexora.words.models import Entry, Translation
from tests.factories import NOW, make_entry, make_user
from tests.process import wait_until
from tests.services.fake_clock import FakeClock
from tests.services.translation.helpers import make_service
from tests.services.translation.wire import TranslationServers
from tests.threads import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def polish(settings: Settings) -> None:
    settings.LEXORA_LANGUAGES = ("en", "uk", "el", "pl")


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[TranslationServers]:
    """The outside world, and threads that ask it."""
    answers = {("jabłko", "uk"): "яблуко", ("jabłko", "en"): "apple", ("dziękuję", "uk"): "дякую"}
    with TranslationServers(answers) as servers:
        service = make_service(servers, clock=FakeClock(), translation_providers=("google",))
        monkeypatch.setattr(embedded, "translation_service", lambda: service)
        workers = Workers({Job.Lane.INTERACTIVE: 2})
        workers.start()
        yield servers
        workers.stop()
        service.close()


def ola(**fields: str) -> User:
    return make_user(native="uk", learning=("pl", "en"), **fields)


@pytest.mark.usefixtures("polish")
@pytest.mark.parametrize(("text", "language"), [("jabłko", "pl"), ("dziękuję", "pl"), ("apple", "en"), ("дякую", "uk")])
def test_its_words_are_recognised(text: str, language: str) -> None:
    assert make_entry(ola(), text).source_language == language


def test_without_the_setting_it_is_not_offered() -> None:
    with pytest.raises(Refused) as refusal:
        make_entry(ola(), "jabłko", language="pl")
    assert refusal.value.code == "unknown_language"


@pytest.mark.usefixtures("polish")
def test_a_polish_word_is_added_translated_filtered_and_found(google: TranslationServers, client: Client) -> None:
    learner = ola()
    client.force_login(learner)
    make_entry(learner, "jabłko", now=NOW)
    make_entry(learner, "cat", language="en")
    open_jobs = Job.objects.exclude(status="completed")
    wait_until(lambda: not open_jobs.exists(), seconds=PATIENCE, what="all is translated")

    rows = Translation.objects.filter(entry__source_text="jabłko").order_by("language")
    assert [(row.language, row.text, row.provider) for row in rows] == [
        ("en", "apple", "google"),
        ("uk", "яблуко", "google"),
    ]
    assert sorted((a.source, a.target) for a in google.requests if a.text == "jabłko") == [("pl", "en"), ("pl", "uk")]
    assert ("en", "pl") in {(asked.source, asked.target) for asked in google.requests}

    page = client.get("/my/vocabulary", {"language": "pl"})
    assert [entry.source_text for entry in page.context["page"].entries] == ["jabłko"]
    page = client.get("/my/vocabulary", {"q": "jablko"})
    assert [entry.source_text for entry in page.context["page"].entries] == ["jabłko"]
    assert client.get(f"/my/vocabulary/{Entry.objects.get(source_text='jabłko').pk}").status_code == 200


@pytest.mark.usefixtures("polish")
def test_the_translator_offers_it(google: TranslationServers, client: Client) -> None:
    question = {"text": "dziękuję", "source": "pl", "target": "uk"}
    answer = client.post("/translator/translate", question)
    assert answer.status_code == 200
    assert "дякую" in answer.content.decode()

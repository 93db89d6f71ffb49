"""Google, MyMemory and LibreTranslate: every fault of each, on the wire."""

import logging
import socket
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexora_contract.reasons import (
    BAD_ANSWER,
    BUSY,
    EMPTY_ANSWER,
    UNCHANGED,
    UNREACHABLE,
    WRONG_SCRIPT,
    CannotDo,
    TryLater,
    WorkError,
)
from lexora_language import get
from lexora_services.translation.providers.google import Google
from lexora_services.translation.providers.mymemory import MyMemory
from lexora_services.translation.providers.web import MAX_BODY, Web
from lexora_services.translation.wiring import build
from tests.services.fake_clock import FakeClock
from tests.services.translation.helpers import call, make_service, make_settings
from tests.services.translation.wire import Behaviour, ProviderName, TranslationServers, in_letters_of

PROVIDERS: tuple[ProviderName, ...] = ("google", "mymemory", "libretranslate")
FAULTS: dict[Behaviour, tuple[type[WorkError], str]] = {
    "busy": (TryLater, BUSY),
    "quota": (TryLater, BUSY),
    "error": (TryLater, UNREACHABLE),
    "drop": (TryLater, UNREACHABLE),
    "timeout": (TryLater, UNREACHABLE),
    "refused": (CannotDo, BAD_ANSWER),
    "html": (CannotDo, BAD_ANSWER),
    "empty": (CannotDo, EMPTY_ANSWER),
    "unchanged": (CannotDo, UNCHANGED),
    "wrong_script": (CannotDo, WRONG_SCRIPT),
}


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("target", ["uk", "el"])
def test_a_translation_comes_back(
    servers: TranslationServers, clock: FakeClock, provider: ProviderName, target: str
) -> None:
    servers.answers["reluctant", target] = {"uk": "неохочий", "el": "απρόθυμος"}[target]
    service = make_service(servers, clock=clock, translation_providers=(provider,))
    answer = service.translate(call("reluctant", target=target))
    assert (answer.translation, answer.provider) == (servers.answers["reluctant", target], provider)
    service.close()


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_has_its_reason(
    servers: TranslationServers, clock: FakeClock, provider: ProviderName, fault: Behaviour
) -> None:
    servers.script(provider, fault)
    seconds = 0.2 if fault == "timeout" else 5
    service = make_service(servers, clock=clock, translation_providers=(provider,), translation_timeout_seconds=seconds)
    kind, code = FAULTS[fault]
    with pytest.raises(kind) as refusal:
        service.translate(call())
    assert (refusal.value.reason.code, refusal.value.reason.params) == (code, {"provider": provider})
    assert servers.asked() == ["apple"]
    service.close()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_server_that_is_not_there_is_unreachable(clock: FakeClock, provider: ProviderName) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed_soon:
        url = f"http://127.0.0.1:{closed_soon.getsockname()[1]}"
    settings = make_settings(
        google_translate_url=url, mymemory_url=url, libretranslate_url=url, translation_providers=(provider,)
    )
    service = build(settings, clock=clock, sleep=clock.sleep)
    with pytest.raises(TryLater) as refusal:
        service.translate(call())
    assert refusal.value.reason.code == UNREACHABLE
    service.close()


@pytest.mark.parametrize(
    ("provider", "settings", "fields"),
    [
        ("google", {}, {"q": "apple", "sl": "en", "tl": "uk"}),
        ("mymemory", {}, {"q": "apple", "langpair": "en-US|uk-UA"}),
        (
            "mymemory",
            {"mymemory_email": "ann@example.org"},
            {"q": "apple", "langpair": "en-US|uk-UA", "de": "ann@example.org"},
        ),
        ("libretranslate", {}, {"q": "apple", "source": "en", "target": "uk", "format": "text"}),
        (
            "libretranslate",
            {"libretranslate_api_key": "secret"},
            {"q": "apple", "source": "en", "target": "uk", "format": "text", "api_key": "secret"},
        ),
    ],
)
def test_what_is_sent(
    servers: TranslationServers,
    clock: FakeClock,
    provider: ProviderName,
    settings: dict[str, str],
    fields: dict[str, str],
) -> None:
    service = make_service(servers, clock=clock, translation_providers=(provider,), **settings)
    service.translate(call("apple"))
    assert [asked.fields for asked in servers.requests] == [fields]
    service.close()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_signs_and_entities_survive_the_journey(
    servers: TranslationServers, clock: FakeClock, provider: ProviderName
) -> None:
    servers.answers["Rock & roll isn't dead", "uk"] = "Рок-н-рол & п'ять <слів> живі"
    service = make_service(servers, clock=clock, translation_providers=(provider,))
    assert service.translate(call("Rock & roll isn't dead")).translation == "Рок-н-рол & п'ять <слів> живі"
    assert servers.asked() == ["Rock & roll isn't dead"]
    service.close()


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(("source", "target"), [("en", "uk"), ("uk", "el")])
def test_a_long_text_is_asked_in_pieces_and_put_together(
    servers: TranslationServers, clock: FakeClock, provider: ProviderName, source: str, target: str
) -> None:
    text = " ".join(in_letters_of(source, f"Sentence number {'x' * (n % 40)}, and so on.") for n in range(260))[:9_999]
    text = text.rstrip()
    service = make_service(servers, clock=clock, translation_providers=(provider,), translation_rate_per_second=100)
    answer = service.translate(call(text, source, target))
    pieces = servers.asked()
    assert answer.translation == in_letters_of(target, text)
    assert len(pieces) > 1
    assert " ".join(pieces) == text
    assert all(piece.endswith(".") for piece in pieces[:-1])
    assert max(map(len, pieces)) <= {"google": 5_000, "mymemory": 500, "libretranslate": 2_000}[provider]
    service.close()


def test_a_hole_in_a_long_text_is_no_translation(servers: TranslationServers, clock: FakeClock) -> None:
    servers.script("mymemory", "ok", "empty", "ok")
    service = make_service(servers, clock=clock, translation_providers=("mymemory",))
    with pytest.raises(CannotDo) as refusal:
        service.translate(call("This is a rather long sentence about nothing at all. " * 30))
    assert refusal.value.reason.code == EMPTY_ANSWER
    service.close()


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abж🍎 .!?", min_size=1, max_size=40), st.integers(1, 9_000))
def test_an_address_for_google_stays_below_the_limit(words: str, length: int) -> None:
    text = (words * length)[:length]
    with httpx.Client() as client:
        google = Google("http://127.0.0.1", Web(client, seconds=1, clock=FakeClock()))
        pieces = google.split(text)
    assert " ".join(pieces).replace(" ", "") == text.replace(" ", "")
    assert all(len(quote(piece)) <= 15_000 and len(piece) <= 5_000 for piece in pieces)


def test_no_text_reaches_the_log(
    servers: TranslationServers, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    servers.script("google", "html")
    servers.script("mymemory", "quota")
    service = make_service(servers, clock=clock)
    service.translate(call("confession"))
    assert servers.asked("google") == ["confession"]
    assert "google gave no en-uk translation: provider_bad_answer" in caplog.text
    assert "confession" not in caplog.text
    assert in_letters_of("uk", "confession") not in caplog.text
    service.close()


class TestPagesOfGoogle:
    """Pages that Google sends, or has sent."""

    @pytest.mark.parametrize(
        ("page", "translation"),
        [
            ('<div class="result-container">яблуко</div>', "яблуко"),
            ('<div dir="ltr" class="t0">яблуко</div>', "яблуко"),
            ('<div class="big result-container">одне<br>друге<br/>третє</div><div>інше</div>', "одне друге третє"),
            ('<div class="result-container"><span>п&#39;ять <b>слів</b></span> тут</div></div>хвіст', "п'ять слів тут"),
            ('<div class="t0">перше</div><div class="result-container">друге</div>', "перше"),
        ],
    )
    def test_the_result_is_found(self, clock: FakeClock, page: str, translation: str) -> None:
        web = answering(lambda request: httpx.Response(200, html=f"<html><body>{page}</body></html>"), clock)
        answer = Google("http://google.test/m", web).translate("x", get("en"), get("uk"))
        assert " ".join(answer.split()) == translation

    def test_an_old_character_set_is_understood(self, clock: FakeClock) -> None:
        page = '<div class="t0">μήλο</div>'.encode("iso-8859-7")
        headers = {"Content-Type": "text/html; charset=ISO-8859-7"}
        web = answering(lambda request: httpx.Response(200, content=page, headers=headers), clock)
        assert Google("http://google.test/m", web).translate("x", get("en"), get("el")) == "μήλο"


class TestAnswersOfMyMemory:
    @pytest.mark.parametrize(
        ("body", "outcome"),
        [
            ({"responseData": {"translatedText": "яблуко"}, "responseStatus": 200}, "яблуко"),
            (
                {
                    "responseData": {"translatedText": None},
                    "responseStatus": 200,
                    "matches": [
                        {"segment": "apple pie", "translation": "пиріг"},
                        {"segment": "Apple", "translation": "яблуко"},
                    ],
                },
                "яблуко",
            ),
            ({"responseData": {"translatedText": "слово"}, "responseStatus": 200, "quotaFinished": True}, BUSY),
            ({"responseData": None, "responseStatus": 403}, BUSY),
            ({"responseData": {"translatedText": "MYMEMORY WARNING: YOU USED ALL"}, "responseStatus": 200}, BUSY),
            ({"responseData": {"translatedText": "INVALID LANGUAGE PAIR"}, "responseStatus": "403"}, BAD_ANSWER),
            ({"responseData": {"translatedText": ""}, "responseStatus": "503"}, UNREACHABLE),
            ({"responseData": {"translatedText": "no such thing"}, "responseStatus": 404}, BAD_ANSWER),
            (["not", "an", "object"], BAD_ANSWER),
        ],
    )
    def test_the_answer_is_read(self, clock: FakeClock, body: object, outcome: str) -> None:
        provider = MyMemory(
            "http://mymemory.test/get", answering(lambda request: httpx.Response(200, json=body), clock)
        )
        try:
            result = provider.translate("apple", get("en"), get("uk"))
        except WorkError as error:
            result = error.reason.code
        assert result == outcome

    def test_a_forbidden_page_that_is_no_json_means_busy(self, clock: FakeClock) -> None:
        provider = MyMemory(
            "http://mymemory.test/get", answering(lambda r: httpx.Response(403, html="<p>No</p>"), clock)
        )
        with pytest.raises(TryLater):
            provider.translate("apple", get("en"), get("uk"))


class TestWeb:
    def test_an_answer_in_drops_ends_with_the_time_out(self, clock: FakeClock) -> None:
        def drops() -> Iterator[bytes]:
            for _ in range(1000):
                clock.pass_(1)
                yield b"."

        web = answering(lambda request: httpx.Response(200, content=drops()), clock, seconds=10)
        began = clock()
        with pytest.raises(TryLater) as refusal:
            web.get("http://slow.test", {}, provider="google")
        assert refusal.value.reason.code == UNREACHABLE
        assert clock() - began <= 11

    def test_a_huge_answer_is_not_read_to_the_end(self, clock: FakeClock) -> None:
        sent = 0

        def flood() -> Iterator[bytes]:
            nonlocal sent
            while True:
                sent += 100_000
                yield b" " * 100_000

        web = answering(lambda request: httpx.Response(200, content=flood()), clock)
        with pytest.raises(CannotDo) as refusal:
            web.get("http://flood.test", {}, provider="google")
        assert refusal.value.reason.code == BAD_ANSWER
        assert sent <= MAX_BODY + 200_000

    def test_redirects_without_end_are_a_bad_answer(self, clock: FakeClock) -> None:
        web = answering(lambda request: httpx.Response(302, headers={"Location": str(request.url)}), clock)
        with pytest.raises(CannotDo) as refusal:
            web.get("http://circle.test", {}, provider="google")
        assert refusal.value.reason.code == BAD_ANSWER


def answering(handler: httpx._transports.mock.SyncHandler, clock: FakeClock, seconds: float = 10) -> Web:
    return Web(httpx.Client(transport=httpx.MockTransport(handler)), seconds=seconds, clock=clock)

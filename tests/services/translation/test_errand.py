"""Texts of many lines: few requests, and an end to them."""

import pytest

from lexora_contract.reasons import TOO_MANY_PIECES, TOO_SLOW, CannotDo, TryLater
from lexora_services.translation.errand import MAX_REQUESTS, packed
from lexora_services.translation.wiring import TranslationService
from tests.services.fake_clock import FakeClock
from tests.services.translation.helpers import call, make_service
from tests.services.translation.wire import ProviderName, TranslationServers, in_letters_of

WEB: tuple[ProviderName, ...] = ("google", "mymemory", "libretranslate")
LINES = "\n".join(["abc", "", *["de"] * 328, "fgh"])


def service_of(*providers: str, servers: TranslationServers, clock: FakeClock) -> TranslationService:
    return make_service(servers, clock=clock, translation_providers=providers)


@pytest.mark.parametrize("provider", WEB)
def test_many_short_lines_are_few_requests(
    servers: TranslationServers, clock: FakeClock, provider: ProviderName
) -> None:
    service = service_of(provider, servers=servers, clock=clock)
    assert service.translate(call(LINES)).translation == in_letters_of("uk", LINES)
    assert len(servers.asked()) <= 2
    service.close()


@pytest.mark.parametrize("provider", WEB)
def test_lines_that_were_run_together_are_asked_one_by_one(
    servers: TranslationServers, clock: FakeClock, provider: ProviderName
) -> None:
    servers.script(provider, "one_line")
    service = service_of(provider, servers=servers, clock=clock)
    assert service.translate(call("abc\n\nde\nfgh")).translation == in_letters_of("uk", "abc\n\nde\nfgh")
    assert servers.asked() == ["abc\nde\nfgh", "abc", "de", "fgh"]
    service.close()


def test_too_many_lines_for_one_provider_go_to_the_next(servers: TranslationServers, clock: FakeClock) -> None:
    servers.script("google", "one_line")
    service = service_of("google", "libretranslate", servers=servers, clock=clock)
    assert service.translate(call(LINES)).provider == "libretranslate"
    assert [asked.provider for asked in servers.requests] == ["google", "libretranslate"]
    service.close()


def test_a_text_of_too_many_pieces_is_refused_before_it_is_sent(servers: TranslationServers, clock: FakeClock) -> None:
    service = service_of("mymemory", servers=servers, clock=clock)
    with pytest.raises(CannotDo) as refusal:
        service.translate(call("\n".join(["word " * 51] * (MAX_REQUESTS + 1))))
    assert (refusal.value.reason.code, refusal.value.reason.params) == (TOO_MANY_PIECES, {"provider": "mymemory"})
    assert servers.asked() == []
    service.close()


def test_a_text_has_an_end_however_slow_its_providers_are(
    servers: TranslationServers, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = service_of("mymemory", "libretranslate", servers=servers, clock=clock)
    monkeypatch.setattr(servers, "think", lambda: clock.pass_(4.5))
    with pytest.raises(TryLater) as refusal:
        service.translate(call("\n".join(["word " * 90] * 10)))
    assert refusal.value.reason.code == TOO_SLOW
    assert [asked.provider for asked in servers.requests] == ["mymemory"] * 5
    service.close()


def test_lines_are_packed_in_their_order_as_long_as_they_fit() -> None:
    assert list(packed(["a", "bb", "cccc", "d"], lambda text: len(text) <= 4)) == [["a", "bb"], ["cccc"], ["d"]]

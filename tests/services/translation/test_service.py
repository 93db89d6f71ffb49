"""The whole service: messages in, messages out, the outside world on the loopback."""

from importlib import resources
from pathlib import Path

import pytest
from pydantic import ValidationError

from lexora_contract import messages
from lexora_contract.reasons import NOT_IN_DICTIONARY, OUTSIDE_REFUSED, UNREACHABLE, CannotDo, TryLater
from lexora_services.translation.wiring import TranslationService
from tests.services.fake_clock import FakeClock
from tests.services.translation.helpers import call, make_service, request
from tests.services.translation.wire import TranslationServers, in_letters_of

SAMPLES = {
    file.name: file.read_bytes()
    for file in resources.files("lexora_contract").joinpath("samples").iterdir()
    if file.name.startswith("translation.")
}
REQUESTS = sorted(name for name in SAMPLES if ".requested" in name)
RESULTS = sorted(set(SAMPLES) - set(REQUESTS))
JOB = "0b5c7bd8-6f43-4d0e-9a55-1b8f7d0f0a01"


def message(payload: messages.TranslationRequest) -> bytes:
    return messages.TranslationRequested(job_id=JOB, payload=payload).model_dump_json().encode()


def outcome(service: TranslationService, payload: messages.TranslationRequest) -> messages.TranslationResult:
    result = messages.parse_result(service.answer(message(payload)))
    assert isinstance(result, messages.TranslationCompleted)
    return result.payload


@pytest.mark.parametrize("name", REQUESTS)
def test_a_sample_request_is_answered(service: TranslationService, name: str) -> None:
    asked = messages.parse_request(SAMPLES[name])
    result = messages.parse_result(service.answer(SAMPLES[name]))
    assert (result.job_id, result.traceparent) == (asked.job_id, asked.traceparent)
    assert isinstance(result, messages.TranslationCompleted)
    answered = [item.ref for item in result.payload.items] + [item.ref for item in result.payload.refused]
    assert sorted(answered) == [item.ref for item in asked.payload.items]


@pytest.mark.parametrize("name", RESULTS)
def test_a_sample_result_survives_the_journey(name: str) -> None:
    result = messages.parse_result(SAMPLES[name])
    assert messages.parse_result(result.model_dump_json().encode()) == result


def test_there_are_samples_of_both_directions() -> None:
    assert REQUESTS
    assert RESULTS


def test_a_message_that_is_none_is_not_answered(service: TranslationService) -> None:
    with pytest.raises(ValidationError):
        service.answer(b'{"job_id": "1"}')


def test_a_refusal_is_a_failed_message(service: TranslationService, servers: TranslationServers) -> None:
    payload = request("aardvark", outside_allowed=False)
    servers.script("libretranslate", "unchanged")
    result = messages.parse_result(service.answer(message(payload)))
    assert isinstance(result, messages.TranslationFailed)
    assert (result.payload.reason.code, result.payload.retryable) == ("unchanged", False)


def test_a_known_word_does_not_leave_the_house(service: TranslationService, servers: TranslationServers) -> None:
    answer = service.translate(call("the apple"))
    assert (answer.translation, answer.provider) == ("яблуко", "dictionary")
    assert servers.requests == []


def test_a_sentence_of_known_words_is_translated_as_a_sentence(
    service: TranslationService, servers: TranslationServers
) -> None:
    sentence = "The apple is near the water."
    servers.answers[sentence, "uk"] = "Яблуко біля води."
    answer = service.translate(call(sentence))
    assert (answer.translation, answer.provider) == ("Яблуко біля води.", "google")
    assert servers.asked() == [sentence]


def test_one_after_the_other_is_asked(service: TranslationService, servers: TranslationServers) -> None:
    servers.script("google", "unchanged")
    servers.script("mymemory", "quota")
    assert service.translate(call("reluctant")).provider == "libretranslate"
    assert [asked.provider for asked in servers.requests] == ["google", "mymemory", "libretranslate"]


def test_a_batch_with_all_kinds_of_luck(servers: TranslationServers, clock: FakeClock, dictionary_file: Path) -> None:
    service = make_service(
        servers, clock=clock, dictionary_file=dictionary_file, translation_providers=("dictionary", "google")
    )
    servers.script("google", "ok", "busy", "unchanged", "ok")
    result = outcome(service, request("apple", "pear", "plum", "fig", "Apple!", "date"))
    assert [(item.ref, item.text, item.provider) for item in result.items] == [
        ("0", "яблуко", "dictionary"),
        ("1", in_letters_of("uk", "pear"), "google"),
        ("4", "яблуко", "dictionary"),
        ("5", in_letters_of("uk", "date"), "google"),
    ]
    assert [(item.ref, item.reason.code, item.retryable) for item in result.refused] == [
        ("2", "provider_busy", True),
        ("3", "unchanged", False),
    ]
    service.close()


def test_what_the_learner_refused_stays_in_the_house(service: TranslationService, servers: TranslationServers) -> None:
    answer = service.translate(call("confession", outside_allowed=False))
    assert answer.provider == "libretranslate"
    assert {asked.provider for asked in servers.requests} == {"libretranslate"}


@pytest.mark.parametrize(("outside_on", "code"), [(True, OUTSIDE_REFUSED), (False, NOT_IN_DICTIONARY)])
def test_without_a_server_of_ones_own_only_the_dictionary_is_left(
    servers: TranslationServers, clock: FakeClock, dictionary_file: Path, outside_on: bool, code: str
) -> None:
    service = make_service(
        servers, clock=clock, dictionary_file=dictionary_file, libretranslate_url="", translation_outside=outside_on
    )
    with pytest.raises(CannotDo) as refusal:
        service.translate(call("confession", outside_allowed=False))
    assert refusal.value.reason.code == code
    assert servers.requests == []
    service.close()


def test_a_provider_that_hangs_costs_its_time_out_once_and_not_every_word(
    servers: TranslationServers, clock: FakeClock
) -> None:
    servers.script("google", "timeout")
    service = make_service(
        servers, clock=clock, translation_timeout_seconds=0.2, translation_providers=("google", "mymemory")
    )
    words = [in_letters_of("en", f"{'word' * (n + 1)}") for n in range(20)]
    result = outcome(service, request(*words))
    assert [item.provider for item in result.items] == ["mymemory"] * 20
    assert len(servers.asked("google")) == 1
    service.close()


def test_a_provider_that_is_back_is_asked_again(servers: TranslationServers, clock: FakeClock) -> None:
    servers.script("google", "error", "error", "ok")
    service = make_service(servers, clock=clock, translation_breaker_failures=1, translation_providers=("google",))

    def ask() -> str:
        try:
            return service.translate(call("word")).provider
        except TryLater as error:
            return error.reason.code

    answers = [ask(), ask()]
    clock.pass_(60)
    answers += [ask(), ask()]
    clock.pass_(60)
    answers += [ask(), ask()]
    assert answers == [UNREACHABLE] * 4 + ["google", "google"]
    assert len(servers.asked("google")) == 4
    service.close()


def test_a_batch_keeps_to_the_rate_of_a_provider(servers: TranslationServers, clock: FakeClock) -> None:
    service = make_service(servers, clock=clock, translation_providers=("google",))
    began = clock()
    outcome(service, request(*(in_letters_of("en", "word" * (n + 1)) for n in range(30))))
    assert len(servers.asked("google")) == 30
    assert clock() - began == pytest.approx((30 - 3) / 5)
    service.close()

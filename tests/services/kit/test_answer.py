from uuid import UUID

import pytest

from lexora_contract import messages
from lexora_contract.reasons import BUSY, NO_PROVIDER, CannotDo, Reason, TryLater, WorkError
from lexora_services.kit.answer import answer

REQUEST = messages.TranslationRequested(
    job_id=UUID(int=7),
    traceparent="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    payload=messages.TranslationRequest(source="en", target="uk", items=[messages.TextItem(ref="1", text="apple")]),
)
RESULT = messages.TranslationResult(items=[messages.TranslatedItem(ref="1", text="яблуко", provider="dictionary")])


def test_a_result_is_a_completed_message_of_the_same_job() -> None:
    message = answer(REQUEST, lambda payload: RESULT)
    assert message == messages.TranslationCompleted(
        job_id=REQUEST.job_id, traceparent=REQUEST.traceparent, payload=RESULT
    )


def test_the_work_is_given_the_payload() -> None:
    given: list[messages.TranslationRequest] = []

    def work(payload: messages.TranslationRequest) -> messages.TranslationResult:
        given.append(payload)
        return RESULT

    answer(REQUEST, work)
    assert given == [REQUEST.payload]


@pytest.mark.parametrize(
    ("error", "retryable"), [(CannotDo(NO_PROVIDER), False), (TryLater(BUSY, provider="google"), True)]
)
def test_a_refusal_is_a_failed_message_with_its_reason(error: WorkError, retryable: bool) -> None:
    def work(payload: messages.TranslationRequest) -> messages.TranslationResult:
        raise error

    message = answer(REQUEST, work)
    assert message == messages.TranslationFailed(
        job_id=REQUEST.job_id,
        traceparent=REQUEST.traceparent,
        payload=messages.Failure(
            reason=Reason(code=error.reason.code, params=error.reason.params), retryable=retryable
        ),
    )


def test_a_bug_is_not_dressed_up_as_a_refusal() -> None:
    def work(payload: messages.TranslationRequest) -> messages.TranslationResult:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answer(REQUEST, work)

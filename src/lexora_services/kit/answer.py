"""One request in, one answer out: how the outcome of work becomes a message."""

from collections.abc import Callable

from lexora_contract import messages
from lexora_contract.reasons import WorkError

Work = Callable[[messages.TranslationRequest], messages.TranslationResult]


def answer(request: messages.Request, work: Work) -> messages.TranslationCompleted | messages.TranslationFailed:
    """Do the work; a refusal becomes a `.failed` message.

    Any other error is a bug and propagates, so that the request goes to the dead letters.
    """
    try:
        result = work(request.payload)
    except WorkError as error:
        failure = messages.Failure(reason=error.reason, retryable=error.retryable)
        return messages.TranslationFailed(job_id=request.job_id, traceparent=request.traceparent, payload=failure)
    return messages.TranslationCompleted(job_id=request.job_id, traceparent=request.traceparent, payload=result)

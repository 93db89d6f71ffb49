"""The work of the translation service: texts in, translations and refusals out."""

from lexora_contract.messages import (
    RefusedItem,
    TranslateAnswer,
    TranslateCall,
    TranslatedItem,
    TranslationRequest,
    TranslationResult,
)
from lexora_contract.reasons import WorkError
from lexora_services.translation.chain import BULK, TYPED, Chain, Found

Outcome = Found | WorkError


def translate(request: TranslationRequest, *, chain: Chain) -> TranslationResult:
    """Translate every text. Raises `WorkError` for a single text, or when the whole batch should be asked again."""
    outcomes = _outcomes(request, chain)
    errors = [outcome for outcome in outcomes.values() if isinstance(outcome, WorkError)]
    all_failed = len(errors) == len(outcomes)
    if all_failed and (len(request.items) == 1 or all(error.retryable for error in errors)):
        raise errors[0]
    return _result(request, outcomes)


def translate_one(call: TranslateCall, *, chain: Chain) -> TranslateAnswer:
    """Translate a text for somebody who waits for it. Raises `WorkError`."""
    found = chain.translate(
        call.text, source=call.source, target=call.target, outside_allowed=call.outside_allowed, pace=TYPED
    )
    return TranslateAnswer(translation=found.text, provider=found.provider)


def _outcomes(request: TranslationRequest, chain: Chain) -> dict[str, Outcome]:
    """What became of each text; a text that occurs twice is asked once."""
    texts = dict.fromkeys(item.text for item in request.items)
    return {text: _outcome(text, request, chain) for text in texts}


def _outcome(text: str, request: TranslationRequest, chain: Chain) -> Outcome:
    pace = TYPED if len(request.items) == 1 else BULK
    try:
        return chain.translate(
            text,
            source=request.source,
            target=request.target,
            outside_allowed=request.outside_allowed,
            pace=pace,
        )
    except WorkError as error:
        return error


def _result(request: TranslationRequest, outcomes: dict[str, Outcome]) -> TranslationResult:
    items: list[TranslatedItem] = []
    refused: list[RefusedItem] = []
    for item in request.items:
        outcome = outcomes[item.text]
        if isinstance(outcome, Found):
            items.append(TranslatedItem(ref=item.ref, text=outcome.text, provider=outcome.provider))
        else:
            refused.append(RefusedItem(ref=item.ref, reason=outcome.reason, retryable=outcome.retryable))
    return TranslationResult(items=items, refused=refused)

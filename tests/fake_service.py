"""A translation service that does what a test tells it, behind the same door as the real one."""

from collections.abc import Callable

import pytest

from lexora.jobs import embedded
from lexora_contract import messages
from lexora_contract.messages import TranslatedItem, TranslationRequest, TranslationResult
from lexora_services.kit.answer import answer

Work = Callable[[TranslationRequest], TranslationResult]


def shout(request: TranslationRequest) -> TranslationResult:
    """Translates by writing in capitals."""
    items = [TranslatedItem(ref=item.ref, text=item.text.upper(), provider="fake") for item in request.items]
    return TranslationResult(items=items)


class FakeService:
    """Notes what it was asked and lets `work` answer."""

    def __init__(self, work: Work = shout) -> None:
        self.work = work
        self.requests: list[messages.TranslationRequested] = []

    def answer(self, raw: bytes) -> bytes:
        request = messages.parse_request(raw)
        self.requests.append(request)
        return answer(request, self.work).model_dump_json().encode()

    def asked(self) -> list[tuple[str, str]]:
        """Each text and the language it was wanted in, in the order of asking."""
        return [(item.text, r.payload.target) for r in self.requests for item in r.payload.items]


def install(patch: pytest.MonkeyPatch, work: Work = shout) -> FakeService:
    """Put a fake in the place of the real service until the test ends."""
    service = FakeService(work)
    patch.setattr(embedded, "translation_service", lambda: service)
    return service

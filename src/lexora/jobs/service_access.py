"""The seam to the services for everything that is not a job: calls that answer at once, and what they are."""

from lexora.jobs import embedded
from lexora_contract.messages import TranslateAnswer, TranslateCall


def translate(call: TranslateCall) -> TranslateAnswer:
    """Translate one text now; raises `lexora_contract.reasons.WorkError`."""
    return embedded.translation_service().translate(call)


def outside_providers() -> list[str]:
    """The names of the outside providers that may see texts; empty when the administrator switched them off."""
    return embedded.translation_service().outside_providers()

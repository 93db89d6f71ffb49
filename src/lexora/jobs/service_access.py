"""The seam to the services for everything that is not a job: calls that answer at once, and what they are."""

from importlib import import_module
from typing import Any

from django.conf import settings

from lexora_contract.messages import TranslateAnswer, TranslateCall


def translate(call: TranslateCall) -> TranslateAnswer:
    """Translate one text now; raises `lexora_contract.reasons.WorkError`."""
    answer: TranslateAnswer = _services().translate(call)
    return answer


def outside_providers() -> list[str]:
    """The names of the outside providers that may see texts; empty when the administrator switched them off."""
    names: list[str] = _services().outside_providers()
    return names


def _services() -> Any:
    """`lexora.jobs.embedded`, which does the work here, or `lexora.jobs.remote`, which asks a service."""
    return import_module(settings.SERVICE_ACCESS)

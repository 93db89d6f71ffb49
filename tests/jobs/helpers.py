"""Jobs in every state, and the answers of a service."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lexora.accounts.models import User
from lexora.jobs import actions
from lexora.jobs.models import Job
from lexora.words.models import Translation
from lexora_contract.messages import (
    Failure,
    TextItem,
    TranslatedItem,
    TranslationCompleted,
    TranslationFailed,
    TranslationRequest,
    TranslationResult,
)
from lexora_contract.reasons import Reason
from tests.factories import NOW


def payload(*texts: str) -> TranslationRequest:
    items = [TextItem(ref=str(n), text=text) for n, text in enumerate(texts or ("apple",))]
    return TranslationRequest(source="en", target="uk", items=items)


def make_job(owner: User, *, lane: Job.Lane = Job.Lane.INTERACTIVE, status: str = "", **fields: Any) -> Job:
    """A job that nothing waits for."""
    with transaction.atomic():
        [job] = actions.enqueue_many("translation", [payload()], owner=owner, lane=lane, now=NOW, **fields)
    if status:
        Job.objects.filter(pk=job.pk).update(status=status)
        job.refresh_from_db()
    return job


def completed(row: Translation, text: str = "яблуко") -> bytes:
    """The answer that the row waits for."""
    result = TranslationResult(items=[TranslatedItem(ref=str(row.pk), text=text, provider="google")])
    return _raw(TranslationCompleted(job_id=_job_of(row), payload=result))


def failed(job_id: UUID, *, retryable: bool, code: str = "provider_busy") -> bytes:
    failure = Failure(reason=Reason(code=code, params={"provider": "google"}), retryable=retryable)
    return _raw(TranslationFailed(job_id=job_id, payload=failure))


def accept(raw: bytes, *, now: datetime = NOW) -> bool:
    return actions.accept_result(raw, now=now)


def _job_of(row: Translation) -> UUID:
    assert row.job_id
    return row.job_id


def _raw(message: TranslationCompleted | TranslationFailed) -> bytes:
    return message.model_dump_json().encode()

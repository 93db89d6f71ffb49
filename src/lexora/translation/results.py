"""What to do with the translation service's answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lexora.jobs.models import Job
from lexora.jobs.router import Family, register
from lexora.jobs.rules import delay_after
from lexora.translation import actions
from lexora.translation.rules import FAMILY
from lexora.words import actions as words
from lexora.words.actions.translations import MachineText
from lexora.words.models import Translation
from lexora.words.signals import entries_added, text_changed
from lexora_contract.messages import TranslationResult
from lexora_contract.reasons import CRASHED, OUTSIDE_REFUSED, Reason


def connect() -> None:
    """Take the answers of this family, and ask for the translations of new and changed entries."""
    register(FAMILY, Family(completed=store_answers, failed=store_failure, left_open=left_open, retry=retry))
    entries_added.connect(ask_for_missing, dispatch_uid="translation")
    text_changed.connect(ask_for_missing, dispatch_uid="translation")


def ask_for_missing(*, ids: list[int], owner: Any, lane: str, now: datetime, **_rest: Any) -> None:
    actions.request_missing(ids, owner=owner, lane=lane, now=now)


def store_answers(answers: Sequence[tuple[Job, TranslationResult]], now: datetime) -> None:
    """Store the texts of the rows that still wait for these jobs; try the retryable rest again."""
    words.lock_entries_of([job for job, _result in answers])
    rows = _still_asked([job for job, _result in answers])
    words.store_machine_translations(
        MachineText(rows[job.pk][item.ref].pk, item.text, item.provider)
        for job, result in answers
        for item in result.items
        if item.ref in rows[job.pk]
    )
    given_up = {
        job: [
            *_store_refusals(job, rows[job.pk], result, now=now),
            *_store_silence(rows[job.pk], result),
        ]
        for job, result in answers
    }
    for job in sorted(given_up, key=lambda job: job.owner_id or 0):  # everybody tells the owners in this order
        actions.tell_given_up(job, given_up[job], now=now)


def _store_refusals(
    job: Job, rows: Mapping[str, Translation], result: TranslationResult, *, now: datetime
) -> list[Translation]:
    refused = [item for item in result.refused if item.ref in rows]
    delay = delay_after(job.attempts + 1, lane=job.lane)
    again = [rows[item.ref] for item in refused if item.retryable] if refused and delay and job.owner else []
    if again and delay and job.owner:
        actions.ask(again, owner=job.owner, lane=job.lane, now=now, due_at=now + delay, attempts=job.attempts + 1)
    return _give_up(rows, {item.ref: item.reason.model_dump() for item in refused if rows[item.ref] not in again})


def store_failure(job: Job, reason: dict[str, object], now: datetime) -> None:
    words.lock_entries_of([job])
    rows = _still_asked([job])[job.pk]
    actions.tell_given_up(job, _give_up(rows, dict.fromkeys(rows, reason)), now=now)


def _give_up(rows: Mapping[str, Translation], reasons: Mapping[str, dict[str, object]]) -> list[Translation]:
    """Write down, by ref, why rows stay empty; return those of which the owner should hear."""
    words.store_reasons({rows[ref].pk: reason for ref, reason in reasons.items()})
    # Who refuses outside providers knows that these translations are missing.
    return [rows[ref] for ref, reason in reasons.items() if reason.get("code") != OUTSIDE_REFUSED]


def left_open(jobs: Sequence[Job]) -> set[UUID]:
    """The jobs of which rows are still empty and were not asked for anew."""
    return set(_left_empty(jobs).values_list("job_id", flat=True))


def retry(job: Job, now: datetime) -> Job | None:
    """Ask anew for the rows that the failed job left empty, with the text they have today."""
    rows = list(_left_empty([job]).select_related("entry").order_by("pk"))
    if not rows or not job.owner:
        return None
    for row in rows:
        row.reason = None
    Translation.objects.bulk_update(rows, ["reason"])
    return actions.ask(rows, owner=job.owner, lane=job.lane, now=now)[0]


def _left_empty(jobs: Sequence[Job]) -> QuerySet[Translation]:
    return Translation.objects.filter(job__in=jobs, text="", entry__deleted_at=None)


def _store_silence(rows: Mapping[str, Translation], result: TranslationResult) -> list[Translation]:
    """A text that the answer does not speak of would wait for ever."""
    spoken_of = {item.ref for item in result.items} | {item.ref for item in result.refused}
    reason = Reason(code=CRASHED).model_dump()
    return _give_up(rows, {ref: reason for ref in rows if ref not in spoken_of})


def _still_asked(jobs: Sequence[Job]) -> dict[UUID, dict[str, Translation]]:
    """By job and ref, the rows that wait for it and whose entry still has the text that was sent."""
    sent = {job.pk: {item["ref"]: item["text"] for item in job.payload["items"]} for job in jobs}
    found: dict[UUID, dict[str, Translation]] = {job.pk: {} for job in jobs}
    rows = Translation.objects.filter(job__in=list(sent), text="", entry__deleted_at=None).select_related("entry")
    for row in rows.defer("entry__search_text"):
        if row.job_id and row.entry.source_text == sent[row.job_id].get(str(row.pk)):
            found[row.job_id][str(row.pk)] = row
    return found

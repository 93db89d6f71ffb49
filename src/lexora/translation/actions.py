"""Asking for translations."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from lexora.accounts.models import User
from lexora.accounts.rules import wanted_languages
from lexora.core.errors import NotNow, Refused
from lexora.core.rate import check_rate
from lexora.jobs import actions as jobs
from lexora.jobs import service_access
from lexora.jobs.models import Job
from lexora.notifications.actions import notify
from lexora.translation import rules
from lexora.translation.rules import FAMILY, Wanted
from lexora.ui.languages import learnt_languages
from lexora.words import actions as words
from lexora.words.language import check_language
from lexora.words.models import Entry, Translation
from lexora.words.rules import TOLD_TEXT
from lexora_contract.messages import MAX_BATCH, TextItem, TranslateAnswer, TranslateCall, TranslationRequest
from lexora_contract.reasons import WorkError
from lexora_language import clean, is_empty


class SameLanguage(Refused):
    code = "same_language"
    status = 422


class CannotTranslate(Refused):
    """A permanent refusal of the translation service."""

    status = 422


def request_missing(ids: Iterable[int], *, owner: User, lane: str, now: datetime) -> None:
    """Ask for each translation that the owner wants and these entries lack. Needs a transaction."""
    entries = list(Entry.objects.filter(pk__in=list(ids)).only("id", "source_text", "source_language").order_by("id"))
    present = set(Translation.objects.filter(entry__in=entries).values_list("entry_id", "language"))
    targets = targets_for(owner)
    rows = [
        Translation(entry=entry, language=target)
        for entry in entries
        for target in targets
        if target != entry.source_language and (entry.pk, target) not in present
    ]
    Translation.objects.bulk_create(rows, batch_size=200)
    ask(rows, owner=owner, lane=lane, now=now)


def targets_for(owner: User) -> list[str]:
    """The languages an entry is translated to: the owner's own, or all when none is chosen yet."""
    offered = [language.code for language in learnt_languages()]
    wanted = wanted_languages(owner.native_language, owner.learning_languages)
    return [code for code in wanted if code in offered] or offered


def ask(
    rows: Iterable[Translation],
    *,
    owner: User,
    lane: str,
    now: datetime,
    due_at: datetime | None = None,
    attempts: int = 0,
) -> list[Job]:
    """Make the jobs for waiting rows, whose entries are loaded, and point the rows to them."""
    waiting = {str(row.pk): row for row in rows}
    wanted = [Wanted(ref, r.entry.source_text, r.entry.source_language, r.language) for ref, r in waiting.items()]
    groups = list(rules.batches(wanted, size=1 if lane == Job.Lane.INTERACTIVE else MAX_BATCH))
    made = jobs.enqueue_many(
        FAMILY,
        [_request(group, outside_allowed=owner.outside_allowed) for group in groups],
        owner=owner,
        lane=Job.Lane(lane),
        now=now,
        due_at=due_at,
        attempts=attempts,
    )
    for group, job in zip(groups, made, strict=True):
        for item in group:
            waiting[item.ref].job = job
    Translation.objects.bulk_update(waiting.values(), ["job"], batch_size=200)
    return made


def _request(group: list[Wanted], *, outside_allowed: bool) -> TranslationRequest:
    return TranslationRequest(
        source=group[0].source,
        target=group[0].target,
        items=[TextItem(ref=item.ref, text=item.text) for item in group],
        outside_allowed=outside_allowed,
    )


@transaction.atomic
def request_translation(entry: Entry, *, target: str, now: datetime) -> tuple[Translation, bool]:
    """Ask for one translation of an entry. What is there or under way is returned as it is; a failed one is tried
    again. The second value says whether work was started."""
    if check_language(target) == entry.source_language:
        raise SameLanguage
    row, created = Translation.objects.get_or_create(entry=entry, language=target)
    row.entry = entry
    if not created and row.status != "failed":
        return row, False
    row.reason = None
    row.save(update_fields=["reason"])
    ask([row], owner=entry.owner, lane=Job.Lane.INTERACTIVE, now=now)
    words.tell_changed(entry)
    return row, True


def tell_given_up(job: Job, rows: Sequence[Translation], *, now: datetime) -> None:
    """Tell the owner that translations are not coming: each of a typed word, those of a day's batches as one."""
    if not rows or not job.owner_id:
        return
    if job.lane == Job.Lane.BULK:
        _tell(job.owner_id, rows[0], key=f"{rules.FAILED}:batch:{now:%Y-%m-%d}", adds=len(rows), now=now)
        return
    for row in rows:
        _tell(job.owner_id, row, key=f"{rules.FAILED}:{row.entry_id}:{row.language}", adds=0, now=now)


def _tell(owner_id: int, row: Translation, *, key: str, adds: int, now: datetime) -> None:
    notify(
        user_id=owner_id,
        kind=rules.FAILED,
        params={"text": row.entry.source_text[:TOLD_TEXT], "language": row.language},
        link=reverse("vocabulary:entry", args=[row.entry_id]),
        key=key,
        adds=adds,
        now=now,
    )


def translate_now(text: str, *, source: str, target: str, who: str, outside_allowed: bool) -> TranslateAnswer:
    """Translate what somebody typed at the translator; raises `Refused` with the reason."""
    check_rate("translator", who)
    check_language(source)
    if check_language(target) == source:
        raise SameLanguage
    call = TranslateCall(text=_checked(text), source=source, target=target, outside_allowed=outside_allowed)
    try:
        return service_access.translate(call)
    except WorkError as error:
        kind = NotNow if error.retryable else CannotTranslate
        raise kind(error.reason.code, **error.reason.params) from error


def _checked(text: str) -> str:
    if len(text) > rules.TRANSLATOR_TEXT:
        raise CannotTranslate("text_too_long", limit=rules.TRANSLATOR_TEXT)
    cleaned = "\n".join(clean(line) for line in text.splitlines()).strip("\n")
    if is_empty(cleaned):
        raise CannotTranslate("text_empty")
    return cleaned

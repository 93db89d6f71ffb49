"""The operations of the API, version 1."""

from typing import Annotated, Any, Literal
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.utils import filter_users_by_email
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from lexora.accounts.models import User
from lexora.accounts.passwords import is_expired
from lexora.accounts.tokens import replace_token
from lexora.api import schemas
from lexora.api.access import caller
from lexora.api.loading import loaded
from lexora.core.errors import NotFound, Refused
from lexora.core.rate import check_rate
from lexora.jobs.queries import jobs_of
from lexora.learning import actions as learning
from lexora.learning import queries as due
from lexora.learning.rules import GRADES
from lexora.notifications import actions as notifications
from lexora.notifications import queries as notes
from lexora.notifications.access import notification_of
from lexora.translation import actions as translation
from lexora.vocabulary import queries
from lexora.words import actions as words
from lexora.words.access import entry_of
from lexora.words.language import check_language
from lexora.words.models import Entry
from lexora_language import clean

router = Router()
LIMIT = 100  # rows of one answer
BY_PASSWORD = "POST /auth/token"  # noqa: S105 - the name of the token made there


class WrongCredentials(Refused):
    code = "wrong_credentials"
    status = 401


class PasswordExpired(Refused):
    code = "password_expired"
    status = 403


@router.post("/auth/token", auth=None, response={200: schemas.TokenOut}, tags=["account"])
def make_bearer_token(request: HttpRequest, body: schemas.Credentials) -> schemas.TokenOut:
    """Exchange e-mail address and password for a bearer token, which replaces the former one made here."""
    email, now = clean(body.email).lower(), timezone.now()
    _count_attempt(get_adapter().get_client_ip(request), email)
    user = authenticate(request, email=email, password=body.password)
    if not isinstance(user, User):
        raise WrongCredentials
    if is_mfa_enabled(user):
        raise WrongCredentials("second_factor_needed")
    if is_expired(user, now=now):
        raise PasswordExpired
    return schemas.TokenOut(token=replace_token(user, name=BY_PASSWORD, now=now))


@router.get("/me", response=schemas.Me, tags=["account"])
def me(request: HttpRequest) -> schemas.Me:
    """Who the token belongs to."""
    return schemas.Me.of(caller(request))


@router.get("/entries", response=schemas.EntryPage, tags=["entries"])
def list_entries(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=200)] = "",
    language: Annotated[str, Query(max_length=10)] = "",
    type: schemas.Kind | Literal[""] = "",
    status: Literal["active", "archived", ""] = "",
    cursor: Annotated[str, Query(max_length=500)] = "",
    limit: Annotated[int, Query(ge=1, le=LIMIT)] = 20,
) -> schemas.EntryPage:
    """One's entries, newest first. The last page of a search ends with texts of similar spelling."""
    if language:
        check_language(language)
    filters = {"language": language, "type": type, "status": status}
    page = queries.vocabulary_page(caller(request), text=q, filters=filters, cursor=cursor, size=limit)
    entries = loaded([*page.entries, *page.alike][:limit] if not page.next_cursor else page.entries)
    items = [schemas.entry_out(entry) for entry in entries]
    return schemas.EntryPage(items=items, next_cursor=page.next_cursor or None)


@router.post("/entries", response={200: schemas.EntryAdded, 201: schemas.EntryAdded}, tags=["entries"])
def add_entry(request: HttpRequest, body: schemas.EntryIn) -> Any:
    """Add an entry; 200 with the existing one when the text is there already."""
    draft = words.Draft(
        text=body.text,
        language=body.language or "",
        type=body.type or "",
        note=body.note,
        translations=body.translations,
        origin=Entry.Origin.API,
    )
    added = words.add_entry(owner=caller(request), draft=draft, now=timezone.now())
    [entry] = loaded([added.entry])
    answer = schemas.EntryAdded.model_validate(
        {**schemas.entry_fields(entry), "created": added.created, "language_guessed": added.language_guessed}
    )
    return Status(201 if added.created else 200, answer)


@router.get("/entries/{entry_id}", response=schemas.EntryOut, tags=["entries"])
def get_entry(request: HttpRequest, entry_id: int) -> schemas.EntryOut:
    return _entry(caller(request), entry_id)


@router.patch("/entries/{entry_id}", response=schemas.EntryOut, tags=["entries"])
def change_entry(request: HttpRequest, entry_id: int, body: schemas.EntryChange) -> schemas.EntryOut:
    """Change what is given: all of it, or nothing when a part is refused."""
    user = caller(request)
    with transaction.atomic():
        _change(user, entry_of(user, entry_id), body)
    return _entry(user, entry_id)


@router.delete("/entries/{entry_id}", response={204: None}, tags=["entries"])
def delete_entry(request: HttpRequest, entry_id: int) -> Any:
    user = caller(request)
    entry_of(user, entry_id)
    words.delete(user, [entry_id], now=timezone.now())
    return Status(204, None)


@router.post(
    "/entries/{entry_id}/translations",
    response={200: schemas.TranslationOut, 201: schemas.TranslationOut},
    tags=["entries"],
)
def request_translation(request: HttpRequest, entry_id: int, body: schemas.TargetIn) -> Any:
    """Ask for a translation, or try a failed one again: 201. 200 when it is there or under way already."""
    entry = entry_of(caller(request), entry_id)
    row, started = translation.request_translation(entry, target=body.target, now=timezone.now())
    return Status(201 if started else 200, schemas.translation_out(row))


@router.post("/translate", response=schemas.TranslateOut, tags=["translator"])
def translate(request: HttpRequest, body: schemas.TranslateIn) -> schemas.TranslateOut:
    """Translate a text now, without saving it."""
    user = caller(request)
    answer = translation.translate_now(
        body.text,
        source=body.source,
        target=body.target,
        who=f"user {user.pk}",
        outside_allowed=user.outside_allowed,
    )
    return schemas.TranslateOut(translation=answer.translation, provider=answer.provider)


@router.get("/reviews/due", response=schemas.DuePage, tags=["reviews"])
def due_reviews(request: HttpRequest, limit: Annotated[int, Query(ge=1, le=LIMIT)] = 20) -> schemas.DuePage:
    """The next entries to review: learning, then overdue, then new ones."""
    entries = loaded(due.due_entries(caller(request), limit=limit, now=timezone.now()))
    return schemas.DuePage(items=[schemas.entry_out(entry) for entry in entries])


@router.post("/reviews", response=schemas.ReviewOut, tags=["reviews"])
def add_review(request: HttpRequest, body: schemas.ReviewIn) -> schemas.ReviewOut:
    """Grade an entry. A repeated key changes nothing and gives the first answer."""
    user = caller(request)
    answer = learning.Answer(
        grade=GRADES[body.grade],
        key=body.idempotency_key,
        direction=body.direction,
        at=body.reviewed_at,
        seconds=body.seconds,
    )
    review = learning.grade_card(user=user, entry=entry_of(user, body.entry_id), answer=answer, now=timezone.now())
    return schemas.ReviewOut.of(review)


@router.post("/reviews/undo", response=schemas.EntryOut, tags=["reviews"])
def undo_review(request: HttpRequest, body: schemas.UndoIn) -> schemas.EntryOut:
    """Take back the last review of an entry, with the XP it earned; a second time changes nothing."""
    user = caller(request)
    review = learning.undo_review(user=user, key=body.idempotency_key, now=timezone.now())
    return _entry(user, review.entry_id)


@router.get("/notifications", response=schemas.NotificationPage, tags=["notifications"])
def list_notifications(
    request: HttpRequest,
    unread: bool = False,
    cursor: Annotated[str, Query(max_length=500)] = "",
    limit: Annotated[int, Query(ge=1, le=LIMIT)] = 20,
) -> schemas.NotificationPage:
    """What one was told, newest first."""
    page = notes.page(caller(request), unread=unread, cursor=cursor, size=limit)
    items = [schemas.NotificationOut.of(row) for row in page.rows]
    return schemas.NotificationPage(items=items, next_cursor=page.next_cursor or None)


@router.post("/notifications/read", response=schemas.ReadCount, tags=["notifications"])
def read_notifications(request: HttpRequest) -> schemas.ReadCount:
    """Mark all as read."""
    return schemas.ReadCount(read=notifications.read_all(caller(request), now=timezone.now()))


@router.post("/notifications/{notification_id}/read", response=schemas.NotificationOut, tags=["notifications"])
def read_notification(request: HttpRequest, notification_id: int) -> schemas.NotificationOut:
    """Mark one as read; marking it again changes nothing."""
    notification = notification_of(caller(request), notification_id)
    notifications.read(notification, now=timezone.now())
    return schemas.NotificationOut.of(notification)


@router.get("/jobs/{job_id}", response=schemas.JobOut, tags=["jobs"])
def get_job(request: HttpRequest, job_id: UUID) -> schemas.JobOut:
    """How a piece of work stands."""
    job = jobs_of(caller(request)).filter(pk=job_id).first()
    if job is None:
        raise NotFound
    return schemas.job_out(job)


def _count_attempt(address: str, email: str) -> None:
    """Count it for the address and for the account, however that is written: one guesser may have many of either."""
    check_rate("api_token", f"address {address}")
    accounts = filter_users_by_email(email)
    for who in [f"user {user.pk}" for user in accounts] or [f"nobody {email}"]:
        check_rate("api_token", who)


def _change(user: User, entry: Entry, body: schemas.EntryChange) -> None:
    now = timezone.now()
    words.edit_entry(entry, text=body.text, language=body.language, type=body.type, note=body.note, now=now)
    if body.status is not None:
        words.archive(user, [entry.pk], archived=body.status == "archived", now=now)
    if body.shared is not None:
        words.share(user, [entry.pk], shared=body.shared, now=now)
    if body.tags is not None:
        words.set_tags(entry, body.tags)


def _entry(user: User, entry_id: int) -> schemas.EntryOut:
    [entry] = loaded([entry_of(user, entry_id)])
    return schemas.entry_out(entry)

"""What goes over the wire of the API, version 1."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime, ConfigDict, StringConstraints

from lexora.accounts.models import User
from lexora.jobs.models import Job
from lexora.learning.models import Review
from lexora.notifications.models import Notification
from lexora.ui.sentences import sentence
from lexora.words.models import Entry, Translation

# Far above what is stored: the action that refuses a long text names the limit.
Text = Annotated[str, StringConstraints(max_length=1_000_000)]
Note = Text
Code = Annotated[str, StringConstraints(max_length=10)]
Kind = Literal["word", "phrase", "sentence", "collocation"]


class Body(Schema):
    """What a program sends. A field that we do not know is a mistake, and ignoring it would hide that."""

    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """Every error."""

    code: str
    message: str


class Credentials(Body):
    email: Annotated[str, StringConstraints(max_length=254)]
    password: Annotated[str, StringConstraints(max_length=1000)]


class TokenOut(Schema):
    token: str


class Me(Schema):
    id: int
    email: str
    handle: str
    display_name: str
    native_language: str
    learning_languages: list[str]
    default_source_language: str
    interface_language: str
    time_zone: str
    daily_goal: int

    @staticmethod
    def of(user: User) -> "Me":
        return Me.model_validate(user, from_attributes=True)


class TranslationOut(Schema):
    id: int
    language: str
    text: str
    status: Literal["pending", "completed", "failed"]
    source: Literal["user", "import", "machine"]
    provider: str
    reason: Problem | None = None
    job_id: UUID | None = None


class EntryOut(Schema):
    id: int
    text: str
    language: str
    type: Kind
    status: Literal["active", "archived"]
    note: str
    origin: str
    shared: bool
    state: Literal["new", "learning", "review", "suspended"]
    due_at: datetime | None
    tags: list[str]
    created_at: datetime
    translations: list[TranslationOut]


class EntryAdded(EntryOut):
    created: bool
    language_guessed: bool


class EntryPage(Schema):
    items: list[EntryOut]
    next_cursor: str | None


class EntryIn(Body):
    text: Text
    language: Code | None = None
    type: Kind | None = None
    note: Note = ""
    translations: dict[Code, Text] = Field(default_factory=dict)


class EntryChange(Body):
    text: Text | None = None
    language: Code | None = None
    type: Kind | None = None
    note: Note | None = None
    status: Literal["active", "archived"] | None = None
    shared: bool | None = None
    tags: list[Annotated[str, StringConstraints(max_length=100)]] | None = None


class TargetIn(Body):
    target: Code


class TranslateIn(Body):
    text: Text
    source: Code
    target: Code


class TranslateOut(Schema):
    translation: str
    provider: str


class DuePage(Schema):
    items: list[EntryOut]


Key = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[^\x00]*$")]


class ReviewIn(Body):
    entry_id: int
    grade: Literal["again", "hard", "good", "easy"]
    idempotency_key: Key
    direction: Literal["", "forward", "reverse", "typed", "writing", "cloze", "listening"] = Field(
        default="", description="which card of the entry; empty unless the learner keeps a schedule per direction"
    )
    reviewed_at: AwareDatetime | None = Field(
        default=None, description="when it was, for programs that were offline; at most 30 days ago"
    )
    seconds: int = Field(default=0, ge=0, le=3600, description="how long the answer took")


class UndoIn(Body):
    idempotency_key: Key = Field(description="the key that the review was sent with")


class ReviewOut(Schema):
    entry_id: int
    interval: int = Field(description="days")
    due: date
    ease: float
    state: Literal["learning", "review"]

    @staticmethod
    def of(review: Review) -> "ReviewOut":
        return ReviewOut(
            entry_id=review.entry_id,
            interval=review.interval_after,
            due=review.due_after,
            ease=round(review.ease_after, 4),
            state=review.state_after,  # type: ignore[arg-type]
        )


class NotificationOut(Schema):
    id: int
    kind: str
    text: str = Field(description="in the language of `Accept-Language`")
    count: int = Field(description="how many events it stands for")
    link: str = Field(description="an address on this server; empty when there is none")
    told_at: datetime
    read_at: datetime | None

    @staticmethod
    def of(notification: Notification) -> "NotificationOut":
        return NotificationOut(
            id=notification.pk,
            kind=notification.kind,
            text=notification.text,
            count=notification.count,
            link=notification.leads_to,
            told_at=notification.told_at,
            read_at=notification.read_at,
        )


class NotificationPage(Schema):
    items: list[NotificationOut]
    next_cursor: str | None


class ReadCount(Schema):
    read: int


class JobOut(Schema):
    id: UUID
    family: str
    status: Literal["pending", "processing", "completed", "failed", "cancelled"]
    attempts: int
    reason: Problem | None
    created_at: datetime
    finished_at: datetime | None


def problem(stored: dict[str, object] | None) -> Problem | None:
    """A stored reason as a problem."""
    if not stored:
        return None
    params = stored.get("params")
    return Problem(
        code=str(stored["code"]), message=sentence(str(stored["code"]), params if isinstance(params, dict) else {})
    )


def job_out(job: Job) -> JobOut:
    return JobOut(
        id=job.pk,
        family=job.family,
        status=job.status,  # type: ignore[arg-type]
        attempts=job.attempts,
        reason=problem(job.reason),
        created_at=job.created_at,
        finished_at=job.finished_at,
    )


def translation_out(row: Translation) -> TranslationOut:
    return TranslationOut(
        id=row.pk,
        language=row.language,
        text=row.text,
        status=row.status,  # type: ignore[arg-type]
        source=row.source,  # type: ignore[arg-type]
        provider=row.provider,
        reason=problem(row.reason),
        job_id=row.job_id,
    )


def entry_fields(entry: Entry) -> dict[str, object]:
    """The fields of an entry whose translations and tags are loaded."""
    return {
        "id": entry.pk,
        "text": entry.source_text,
        "language": entry.source_language,
        "type": entry.type,
        "status": entry.status,
        "note": entry.note,
        "origin": entry.origin,
        "shared": entry.is_shared,
        "state": entry.learning_state,
        "due_at": entry.due_at,
        "tags": [tag.name for tag in entry.tags.all()],
        "created_at": entry.created_at,
        "translations": [translation_out(row) for row in sorted(entry.translations.all(), key=lambda t: t.language)],
    }


def entry_out(entry: Entry) -> EntryOut:
    return EntryOut.model_validate(entry_fields(entry))

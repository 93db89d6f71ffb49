"""The messages on the event bus, as versioned types.

A published version never changes its meaning; a new optional field may be added, anything else is a new version.
Every message has a golden sample in `samples/`, which a test on each side parses.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from lexora_contract.reasons import Reason

MAX_BATCH = 50  # texts in one bulk request
MAX_TEXT = 10_000  # characters of one text

TRANSLATION = "translation"


class Part(BaseModel):
    """Part of a message. Unknown fields are ignored, so that old code survives new fields."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class TextItem(Part):
    """One text to translate. `ref` is the asker's own name for it and comes back unchanged."""

    ref: str
    text: str = Field(min_length=1, max_length=MAX_TEXT)


class TranslationRequest(Part):
    source: str
    target: str
    items: list[TextItem] = Field(min_length=1, max_length=MAX_BATCH)
    outside_allowed: bool = True  # False: no text may leave for an outside provider


class TranslatedItem(Part):
    ref: str
    text: str = Field(min_length=1)
    provider: str


class RefusedItem(Part):
    """One text of several that could not be translated."""

    ref: str
    reason: Reason
    retryable: bool


class TranslationResult(Part):
    items: list[TranslatedItem]
    refused: list[RefusedItem] = Field(default_factory=list)


class Failure(Part):
    reason: Reason
    retryable: bool


class Message(Part):
    """The envelope, the same in both directions."""

    job_id: UUID
    schema_version: Literal[1] = 1
    traceparent: str = ""


class TranslationRequested(Message):
    event_type: Literal["translation.requested", "translation.requested.bulk"] = "translation.requested"
    payload: TranslationRequest


class TranslationCompleted(Message):
    event_type: Literal["translation.completed"] = "translation.completed"
    payload: TranslationResult


class TranslationFailed(Message):
    event_type: Literal["translation.failed"] = "translation.failed"
    payload: Failure


Request = TranslationRequested
AnyResult = TranslationCompleted | TranslationFailed
Result = Annotated[AnyResult, Field(discriminator="event_type")]

_requests: TypeAdapter[Request] = TypeAdapter(Request)
_results: TypeAdapter[AnyResult] = TypeAdapter(Result)


def parse_request(raw: bytes) -> Request:
    """Read a request; raises `pydantic.ValidationError`."""
    return _requests.validate_json(raw)


def parse_result(raw: bytes) -> AnyResult:
    """Read a service's answer; raises `pydantic.ValidationError`."""
    return _results.validate_json(raw)


class TranslateCall(Part):
    """The body of `POST /translate`: one text, answered at once."""

    text: str = Field(min_length=1, max_length=MAX_TEXT)
    source: str
    target: str
    outside_allowed: bool = True


class TranslateAnswer(Part):
    translation: str
    provider: str

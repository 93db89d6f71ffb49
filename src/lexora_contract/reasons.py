"""Why work could not be done: a code and parameters. The sentence is made at the edge, in the person's language."""

from pydantic import BaseModel, ConfigDict, Field

NO_PROVIDER = "no_provider"  # nothing is switched on that could do this
OUTSIDE_REFUSED = "outside_refused"  # only outside providers could, and the learner refused them
NOT_IN_DICTIONARY = "not_in_dictionary"  # the dictionaries hold words, and this is none of theirs
UNREACHABLE = "provider_unreachable"  # params: provider
BUSY = "provider_busy"  # the provider answered 429; params: provider
BAD_ANSWER = "provider_bad_answer"  # not what the provider promises to send; params: provider
EMPTY_ANSWER = "empty_answer"  # params: provider
UNCHANGED = "unchanged"  # the text came back untranslated; params: provider
WRONG_SCRIPT = "wrong_script"  # the answer is not in the letters of the target language; params: provider
TOO_MANY_PIECES = "too_many_pieces"  # the text would need too many requests; params: provider
TOO_SLOW = "too_slow"  # not done in the time that a text has
AWAY = "not_now"  # the service itself could not be reached
CRASHED = "crashed"  # the service ended without an answer, as often as it was tried


# Asking again changes nothing until somebody changes a setting or the text.
FOR_GOOD = frozenset(
    {
        NO_PROVIDER,
        OUTSIDE_REFUSED,
        NOT_IN_DICTIONARY,
        BAD_ANSWER,
        EMPTY_ANSWER,
        UNCHANGED,
        WRONG_SCRIPT,
        TOO_MANY_PIECES,
    }
)

OUTSIDE_PROVIDERS = ("Google Translate", "MyMemory")  # servers of others that may see texts, unless switched off


class Reason(BaseModel):
    """A refusal or failure, fit for storing and for translating into a sentence."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    code: str
    params: dict[str, str | int] = Field(default_factory=dict)


class WorkError(Exception):
    """A service could not do its work."""

    retryable = False

    def __init__(self, code: str, **params: str | int) -> None:
        self.reason = Reason(code=code, params=params)
        super().__init__(code)


class CannotDo(WorkError):  # noqa: N818 - named by what it says
    """It will not work tomorrow either: the reason goes to the person."""


class TryLater(WorkError):  # noqa: N818
    """A provider is away or busy: the job table decides when to ask again."""

    retryable = True

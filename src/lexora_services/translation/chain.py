"""The providers in their order: each is asked in turn until one gives a translation."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lexora_contract.reasons import (
    BUSY,
    EMPTY_ANSWER,
    NO_PROVIDER,
    NOT_IN_DICTIONARY,
    OUTSIDE_REFUSED,
    TOO_SLOW,
    CannotDo,
    TryLater,
    WorkError,
)
from lexora_language import Language, UnknownLanguage, get
from lexora_services.kit.breaker import Breaker
from lexora_services.kit.bucket import Bucket
from lexora_services.translation.checks import check_answer
from lexora_services.translation.errand import Errand
from lexora_services.translation.providers.base import Provider

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """How long a text may wait for each turn and take in all, in seconds, and how many turns it leaves to others."""

    wait_seconds: float
    total_seconds: float  # a request that is under way may end later
    leave: int


TYPED = Pace(wait_seconds=2, total_seconds=20, leave=0)  # somebody is looking at the screen
BULK = Pace(wait_seconds=30, total_seconds=60, leave=2)


@dataclass(frozen=True)
class Turn:
    """When a text must be done, and what it leaves to others."""

    pace: Pace
    until: float
    clock: Callable[[], float]

    def left(self) -> float:
        return self.until - self.clock()


@dataclass(frozen=True)
class Found:
    text: str
    provider: str


@dataclass(frozen=True)
class Link:
    """A provider in the chain, with what keeps it from being asked too often or in vain."""

    provider: Provider
    breaker: Breaker | None = None
    bucket: Bucket | None = None

    def ask(self, text: str, source: Language, target: Language, *, turn: Turn) -> Found:
        """Raises `CannotDo` or `TryLater`."""
        name = self.provider.name
        errand = Errand(self.provider, lambda piece: self._ask_piece(piece, source, target, turn))
        return Found(check_answer(text, errand.translate(text), target=target, provider=name), name)

    def _ask_piece(self, piece: str, source: Language, target: Language, turn: Turn) -> str:
        self._wait_for_turn(turn)
        answer = self._translate(piece, source, target)
        if not answer.strip():  # a hole in a long text would go unnoticed later
            raise CannotDo(EMPTY_ANSWER, provider=self.provider.name)
        return answer

    def _wait_for_turn(self, turn: Turn) -> None:
        if self.breaker:
            self.breaker.check()  # before a token is spent on a provider that is away
            if turn.left() <= 0:
                raise TryLater(TOO_SLOW)
        longest = min(turn.pace.wait_seconds, turn.left())
        if self.bucket and not self.bucket.take(longest, leave=turn.pace.leave):
            raise TryLater(BUSY, provider=self.provider.name)

    def _translate(self, piece: str, source: Language, target: Language) -> str:
        if self.breaker is None:
            return self.provider.translate(piece, source, target)
        return self.breaker.call(lambda: self.provider.translate(piece, source, target))


@dataclass(frozen=True)
class Chain:
    links: Sequence[Link]
    clock: Callable[[], float] = time.monotonic

    def translate(self, text: str, *, source: str, target: str, outside_allowed: bool, pace: Pace = TYPED) -> Found:
        """The first translation that holds. Raises `CannotDo` or `TryLater` with the most telling reason."""
        from_, to = _pair(source, target)
        able = [link for link in self.links if link.provider.can(from_, to)]
        allowed = [link for link in able if outside_allowed or not link.provider.outside]
        turn = Turn(pace, until=self.clock() + pace.total_seconds, clock=self.clock)
        errors: list[WorkError] = []
        for link in allowed:
            try:
                return link.ask(text, from_, to, turn=turn)
            except WorkError as error:
                _log(link.provider, from_, to, error)
                errors.append(error)
        raise _most_telling(errors, held_back=len(allowed) < len(able))


def _pair(source: str, target: str) -> tuple[Language, Language]:
    try:
        pair = get(source), get(target)
    except UnknownLanguage as error:
        raise CannotDo(NO_PROVIDER, source=source, target=target) from error
    if source == target:
        raise CannotDo(NO_PROVIDER, source=source, target=target)
    return pair


def _log(provider: Provider, source: Language, target: Language, error: WorkError) -> None:
    """Never the text: it is the learner's."""
    level = logging.DEBUG if error.reason.code == NOT_IN_DICTIONARY else logging.INFO
    logger.log(level, "%s gave no %s-%s translation: %s", provider.name, source.code, target.code, error.reason.code)


def _most_telling(errors: Sequence[WorkError], *, held_back: bool) -> WorkError:
    """`held_back`: outside providers could have been asked, but the learner refused them."""
    retryable = [error for error in errors if error.retryable]
    real = [error for error in errors if error.reason.code != NOT_IN_DICTIONARY]
    if retryable:
        return retryable[0]
    if real:
        return real[-1]
    if held_back:
        return CannotDo(OUTSIDE_REFUSED)
    return errors[-1] if errors else CannotDo(NO_PROVIDER)

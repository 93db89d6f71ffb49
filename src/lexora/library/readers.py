"""Who reads a page of curated content, and in which languages."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from lexora.accounts.models import User
from lexora.library.rules.phrasebook import Pair, first_of, pair


def learner_of(request: HttpRequest) -> User | None:
    """Who is signed in; None for a guest."""
    return request.user if isinstance(request.user, User) else None


def reader_language() -> str:
    """The language that things are explained in."""
    return get_language() or settings.LANGUAGE_CODE


def usual_language(request: HttpRequest) -> str:
    """What one learns first; English for guests."""
    return first_of(_learnt(request))


def pair_of(request: HttpRequest, *, speak: str = "", need: str = "") -> Pair:
    """The chosen languages; the likely one where none was chosen."""
    user = learner_of(request)
    own = [user.native_language] if user else []
    return pair(speak=speak, need=need, own=[*own, reader_language()], learnt=_learnt(request))


def _learnt(request: HttpRequest) -> list[str]:
    user = learner_of(request)
    return [user.default_source_language, *user.learning_languages] if user else []

"""Reads about entries."""

from collections.abc import Iterable

from django.db.models import BigIntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from lexora.accounts.models import User
from lexora.accounts.rules import wanted_languages
from lexora.words.models import Collection, Entry, Tag, Translation
from lexora_language import digest, normalise


def entries() -> QuerySet[Entry]:
    """Everything that is not deleted."""
    return Entry.objects.filter(deleted_at=None)


def entries_of(user: User) -> QuerySet[Entry]:
    """A learner's own entries: the only way to them."""
    # PostgreSQL's index of the search wants an owner of the column's very type; a bare number would be of another.
    return entries().filter(owner=Cast(Value(user.pk), BigIntegerField()))


def shared_entries(*, but_of: User) -> QuerySet[Entry]:
    """What other people share; demo people and those who left share nothing."""
    others = entries().filter(is_shared=True, status=Entry.Status.ACTIVE, owner__is_active=True, owner__is_demo=False)
    return others.exclude(owner=but_of)


def same_text(user: User, *, text: str, language: str) -> Entry | None:
    """The learner's entry with the same text, if there is one."""
    return entries_of(user).filter(source_language=language, digest=digest(normalise(text))).first()


def texts_known(user: User, texts: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which of these (language, text) the learner has."""
    keys = {(language, digest(normalise(text))): (language, text) for language, text in texts}
    languages, digests = {language for language, _digest in keys}, [one for _language, one in keys]
    rows = entries_of(user).filter(source_language__in=languages, digest__in=digests)
    return {keys[key] for key in rows.values_list("source_language", "digest") if key in keys}


def known_digests(user: User, digests: Iterable[str], *, language: str) -> dict[str, int]:
    """Which of these digests the learner has in a language, and the id of the entry."""
    rows = entries_of(user).filter(source_language=language, digest__in=set(digests))
    return dict(rows.values_list("digest", "pk"))


def translations_for(user: User, entry: Entry) -> QuerySet[Translation]:
    return Translation.objects.filter(entry=entry, entry__owner=user, entry__deleted_at=None)


def wanted_translations(user: User, *, through: str = "") -> Q:
    """The translations a learner wants to see: in their own languages, and whatever a human wrote. `through` leads to
    them, such as `translations__`."""
    wanted = wanted_languages(user.native_language, user.learning_languages)
    return Q(**{f"{through}language__in": wanted}) | ~Q(**{f"{through}source": Translation.Source.MACHINE})


def tags_of(user: User) -> QuerySet[Tag]:
    return Tag.objects.filter(owner=user).order_by("name")


def collections_of(user: User) -> QuerySet[Collection]:
    return Collection.objects.filter(owner=user).order_by("name")

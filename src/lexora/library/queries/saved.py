"""Which curated texts a learner has in their list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from lexora.accounts.models import User
from lexora.words.models import Entry
from lexora.words.queries import entries_of
from lexora_language import digest, normalise

Key = tuple[str, str]  # language and text
AS_ADDED = Q(origin=Entry.Origin.CURATED, learning_state=Entry.State.NEW, is_edited=False)


@dataclass(frozen=True)
class Saved:
    """A text that is in the list. What a learner made their own, or has practised, is not taken back by a tap."""

    entry_id: int
    is_removable: bool


def saved_of(user: User | None, texts: Iterable[Key]) -> dict[Key, Saved]:
    """Those of these texts that are in the learner's list, in one query; none for a guest."""
    keys = {(language, digest(normalise(text))): (language, text) for language, text in texts}
    if user is None or not keys:
        return {}
    wanted = {"source_language__in": {language for language, _ in keys}, "digest__in": [one for _, one in keys]}
    rows = entries_of(user).filter(**wanted).annotate(is_removable=AS_ADDED)
    return {
        keys[language, one]: Saved(pk, is_removable)
        for pk, language, one, is_removable in rows.values_list("pk", "source_language", "digest", "is_removable")
        if (language, one) in keys
    }

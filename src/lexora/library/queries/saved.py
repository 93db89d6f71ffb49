"""Which curated texts a learner has in their list."""

from collections.abc import Iterable
from dataclasses import dataclass

from lexora.accounts.models import User
from lexora.words.models import Entry
from lexora.words.queries import entries_of
from lexora_language import digest, normalise

Key = tuple[str, str]  # language and text


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
    rows = entries_of(user).filter(**wanted)
    columns = rows.values_list("pk", "source_language", "digest", "origin", "learning_state")
    return {
        keys[language, one]: Saved(pk, origin == Entry.Origin.CURATED and state == Entry.State.NEW)
        for pk, language, one, origin, state in columns
        if (language, one) in keys
    }

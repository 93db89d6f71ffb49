"""What stands on cards: the entry's text, and its translations in the order in which a learner wants them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from lexora.accounts.models import User
from lexora.accounts.rules import wanted_languages
from lexora.learning.rules.asking import Text
from lexora.words.models import Entry, Translation
from lexora.words.queries import wanted_translations


@dataclass(frozen=True)
class Texts:
    """Both sides of an entry."""

    source: Text
    translations: tuple[Text, ...]


def texts_of(user: User, entries: Collection[Entry]) -> dict[int, Texts]:
    """The texts of these entries by their ids; the learner's own language comes first."""
    found: dict[int, list[Text]] = defaultdict(list)
    rows = Translation.objects.filter(wanted_translations(user), entry__in=[entry.pk for entry in entries])
    for entry_id, text, language in rows.exclude(text="").values_list("entry_id", "text", "language"):
        found[entry_id].append(Text(text, language))
    order = _order(user)
    return {
        entry.pk: Texts(
            source=Text(entry.source_text, entry.source_language),
            translations=tuple(sorted(found[entry.pk], key=lambda text: order.get(text.language, len(order)))),
        )
        for entry in entries
    }


def _order(user: User) -> dict[str, int]:
    wanted = wanted_languages(user.native_language, user.learning_languages)
    return {language: place for place, language in enumerate(dict.fromkeys([user.native_language, *wanted]))}

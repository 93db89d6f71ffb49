"""Lists of words, and cards of them: a learner's own, and the curated ones."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lexora.accounts.models import User
from lexora.accounts.rules import wanted_languages
from lexora.library import rules
from lexora.library.curated.senses import sense_in
from lexora.library.models import GoldWord
from lexora.library.print.document import Document, Frame, Wishes, frame_of
from lexora.library.rules.prints import TEXT, Row, file_name, in_parts, row, side
from lexora.ui.languages import language_name
from lexora.words.models import Entry

COLUMNS = {"list": 2, "cards": 1}  # where nobody chose


def vocabulary_sheet(
    user: User, entries: Iterable[Entry], wishes: Wishes, *, title: str, source: str, explain: str, day: date
) -> Document:
    """Entries with their translations in `explain`, or in all the learner's languages, the native one first."""
    wanted = [explain] if explain else wanted_languages(user.native_language, user.learning_languages)
    others = sorted((code for code in wanted if code != source), key=lambda code: code != user.native_language)
    order = {code: place for place, code in enumerate(others)}
    made = partial(_entry, wishes=wishes, order=order, is_only=bool(explain))

    def frame(count: int) -> Frame:
        facts = f"{_entries(count)} · {date_format(day)}"
        return _frame(wishes, title=title or _("My vocabulary"), source=source, others=others, facts=facts)

    name = file_name("cards" if wishes.is_cards else "words", source)
    return Document("vocabulary", name, in_parts(map(made, entries)), frame)


def gold_sheet(
    words: Iterable[GoldWord], wishes: Wishes, *, level: str, language: str, others: Sequence[str]
) -> Document:
    """Curated words in the language they are to be learnt in."""
    made = partial(_gold, wishes=wishes, language=language, others=others, is_one=bool(level))

    def frame(count: int) -> Frame:
        about = _("The words that are needed most, with an example for each.") if wishes.notes else ""
        title = f"{_('Gold Vocabulary')} {level}".strip()
        words = _frame(wishes, title=title, source=language, others=others, facts=_words(count))
        return {**words, "about": about, "part": level, "groups": not level}

    kind = "gold-cards" if wishes.is_cards else "gold"
    return Document(
        "gold", file_name(kind, "" if language == rules.FIRST else language, level), in_parts(map(made, words)), frame
    )


def _entry(entry: Entry, *, wishes: Wishes, order: Mapping[str, int], is_only: bool) -> Row:
    shown = [(one.language, one.text) for one in entry.shown]  # type: ignore[attr-defined]  # prefetched
    there = [pair for pair in shown if pair[0] in order or not is_only]
    text, note = rules.noun_of(entry.source_text, entry.note)
    return row(
        text,
        language=entry.source_language,
        meanings=sorted(there, key=lambda pair: order.get(pair[0], len(order))),
        note=note if wishes.notes else "",
        most=_most(wishes),
    )


def _gold(word: GoldWord, *, wishes: Wishes, language: str, others: Sequence[str], is_one: bool) -> Row:
    cells = {"en": word.word, "uk": word.uk, "el": word.el}
    turned = rules.turned(cells, word_id=word.pk, pos=word.pos, language=language, wanted=others)
    return row(
        turned.whole,
        language=language,
        meanings=[(code, turned.translations[code]) for code in others],
        note=word.examples[language] if wishes.notes else "",
        sense=sense_in(get_language() or rules.FIRST, word.sense) if language == rules.FIRST else "",
        group="" if is_one and not wishes.is_cards else word.level,
        most=_most(wishes),
    )


def _most(wishes: Wishes) -> int:
    return side(columns=wishes.columns or COLUMNS["cards"]) if wishes.is_cards else TEXT


def _frame(wishes: Wishes, *, title: str, source: str, others: Sequence[str], facts: str) -> Frame:
    names = ", ".join(language_name(code) for code in others)
    labels = {
        "word": language_name(source) if source else _("Word"),
        "meaning": names if source else _("Translation"),
        "cut": _("cut"),
        "fold": _("fold"),
    }
    template = "cards" if wishes.is_cards else "words"
    return frame_of(
        template,
        wishes,
        title=title,
        columns=COLUMNS[wishes.layout],
        pair=f"{language_name(source)} → {names}" if source else names,
        facts=facts,
        labels=labels,
        names={code: language_name(code) for code in {source, *others} if code},
    )


def _entries(count: int) -> str:
    return ngettext("%(n)s entry", "%(n)s entries", count) % {"n": number_format(count)}


def _words(count: int) -> str:
    return ngettext("%(n)s word", "%(n)s words", count) % {"n": number_format(count)}

"""How long the search takes on PostgreSQL among a million entries of many learners, and without its index.

200 learners have 5,000 entries each and one has 50,000; their rows lie mixed, as they do when people add words day by
day. Each measurement asks a different thing each time, and includes the ranking in Python. The anchors ask the same of
the same rows without the index of the search: ILIKE for what is contained, `similarity()` for near misses.
"""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice

os.environ.setdefault("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")

from common import Times, clocked, make_database, make_learner, ms, note, ratio, table, vocabulary
from django.db import connection
from django.utils import timezone

from lexora.accounts.models import User
from lexora.words.queries import entries_of
from lexora.words.rules import search_text, sort_key
from lexora.words.search import containing, spelt_alike
from lexora_language import digest, fold, normalise

LEARNERS, OF_EACH, OF_THE_BUSY = 200, 5_000, 50_000
WORDS = 60_000  # different ones
PAGE = 21
REPEATS, ANCHOR_REPEATS = 150, 10
LANGUAGES = ("en", "uk", "el")
LETTERS = ("abcdefghijklmnoprstuvwy", "абвгдежзиклмнопрстуфхчшя", "αβγδεζηικλμνξοπρστυφχω")
COLUMNS = (
    "owner_id, type, source_text, source_language, digest, status, origin, note, is_shared, search_text, sort_key,"
    " is_translated, learning_state, ease, created_at"
)
# The empty text keeps PostgreSQL from the index of the search.
CONTAINED = "SELECT id FROM words_entry WHERE owner_id = %s AND search_text || '' ILIKE %s ORDER BY id DESC LIMIT 21"
NEAR = "SELECT id FROM words_entry WHERE owner_id = %s ORDER BY similarity(search_text, %s) DESC LIMIT 21"
dice = random.Random(7)
Texts = Iterator[str]


# A million entries


def rows_of_words() -> list[tuple[object, ...]]:
    """What an entry of each word holds, without its owner."""
    now, rows = timezone.now(), {}
    for word in islice(vocabulary(), WORDS):
        key, text = digest(normalise(word.text)), search_text(word.text, [word.uk, word.el])
        first = ("word", word.text, "en", key, "active", "manual", "", False)
        rows[key] = (*first, text, sort_key(word.text, "en"), True, "new", 9.0, now)
    return list(rows.values())


def fill_database() -> tuple[list[User], User, list[str]]:
    """The learners, the busy one, and the search texts of all words."""
    make_database()
    note("learners…")
    learners = [make_learner(f"learner{n}") for n in range(LEARNERS)]
    busy = make_learner("busy")
    note("entries…")
    words = rows_of_words()
    owned = [(owner.pk, n) for owner in learners for n in dice.sample(range(len(words)), OF_EACH)]
    owned += [(busy.pk, n) for n in dice.sample(range(len(words)), OF_THE_BUSY)]
    dice.shuffle(owned)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'entry_search'")
        [index] = cursor.fetchone()
        cursor.execute("DROP INDEX entry_search")
        with cursor.copy(f"COPY words_entry ({COLUMNS}) FROM STDIN") as copy:
            for owner, n in owned:
                copy.write_row((owner, *words[n]))
        note("index…")
        cursor.execute(index)
        cursor.execute("VACUUM ANALYZE words_entry")
    return learners, busy, [str(word[8]) for word in words]


# What people type


def parts(texts: Sequence[str], language: int) -> Texts:
    """Words and phrases of a language that are stored, never the same order twice."""
    while True:
        yield dice.choice(texts).split("\n")[language]


def misspelt(texts: Sequence[str], language: int) -> Texts:
    """The same with a typing error, and with two where the text is long."""
    for text in parts(texts, language):
        if len(text) > 3:
            wrong = _with_error(text, LETTERS[language])
            yield _with_error(wrong, LETTERS[language]) if len(text) > 9 else wrong


def _with_error(text: str, letters: str) -> str:
    n, kind = dice.randrange(len(text) - 1), dice.randrange(4)
    here, after, other = text[n], text[n + 1], dice.choice(letters)
    return text[:n] + (after + here, after, other + here + after, other + after)[kind] + text[n + 2 :]


def unknown(_texts: Sequence[str], language: int) -> Texts:
    """Texts like nothing that is stored."""
    while True:
        yield "".join(dice.choices(LETTERS[language], k=dice.randrange(4, 12)))


# Measuring


def search(owner: User, text: str) -> None:
    """A page of what contains the text, and near misses: the search of the vocabulary page."""
    list(containing(entries_of(owner), text).order_by("-id").values_list("pk")[:PAGE])
    spelt_alike(owner, text)


def unaided(owner: User, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CONTAINED, [owner.pk, f"%{fold(text)}%"])
        cursor.fetchall()
        cursor.execute(NEAR, [owner.pk, fold(text)])
        cursor.fetchall()


def times(run: Callable[[User, str], None], owners: Sequence[User], texts: Texts, *, repeats: int) -> Times:
    asked = list(islice(texts, repeats + 5))
    who = cycle(owners)
    return Times([clocked(lambda t=text: run(next(who), t)) for text in asked][5:])


def main() -> None:
    learners, busy, texts = fill_database()
    dice.shuffle(learners)
    note("searches…")
    rows = []
    for what, kind in (("there", parts), ("misspelt", misspelt), ("like nothing", unknown)):
        for n, language in enumerate(LANGUAGES):
            for count, owners in ((OF_EACH, learners), (OF_THE_BUSY, [busy])):
                ours = times(search, owners, kind(texts, n), repeats=REPEATS)
                anchor = times(unaided, owners, kind(texts, n), repeats=ANCHOR_REPEATS)
                compared = (ms(anchor.median), ratio(ours.median, anchor.median))
                rows.append((f"{what}, {language}, {count:,} entries", ms(ours.median), ms(ours.p95), *compared))
    total = f"{LEARNERS * OF_EACH + OF_THE_BUSY:,}"
    table(f"Search among {total} entries", ("text", "median", "p95", "ILIKE, similarity()", "ours / that"), rows)


if __name__ == "__main__":
    main()

"""The search on PostgreSQL: `pg_trgm` over `search_text`, in one GIN index with the owner, made in a migration."""

from django.db import connection
from django.db.models import QuerySet

from lexora.accounts.models import User
from lexora.words.models import Entry

# What pg_trgm's word_similarity must reach. 0.25 finds a few more near misses and takes nearly twice as long.
ALIKE = 0.3
GRAM = 3
LOOKED_AT = 2_000  # at most; a short word that thousands of phrases begin with is alike to all of them
# Inside a transaction the limit may hold until its end, where nothing else looks at it.
ALIKE_OR_SWAPPED = """
    SET LOCAL pg_trgm.word_similarity_threshold = {alike};
    SELECT id, search_text FROM words_entry
    WHERE owner_id = %s::bigint AND deleted_at IS NULL AND (%s <%% search_text {or_swapped})
    LIMIT {looked_at}
"""


def containing(entries: QuerySet[Entry], folded: str) -> QuerySet[Entry]:
    """The entries that contain the text."""
    return entries.filter(search_text__contains=folded)


def candidates(owner: User, folded: str, swapped: list[str], changed: list[str]) -> list[tuple[int, str]]:
    """Ids and search texts of the owner's entries that may be near the text."""
    inside = [f"%{spelling}%" for spelling in (*swapped, *_unlike(folded, changed))]
    or_swapped = "OR search_text LIKE %s " * len(inside)
    query = ALIKE_OR_SWAPPED.format(alike=ALIKE, looked_at=LOOKED_AT, or_swapped=or_swapped)
    with connection.cursor() as cursor:
        cursor.execute(query, [owner.pk, folded, *inside])
        cursor.nextset()
        return list(cursor.fetchall())


def _unlike(folded: str, changed: list[str]) -> list[str]:
    """The spellings that may stay below the limit: of three letters all, of four those with another second one."""
    if len(folded) == GRAM:
        return changed
    if len(folded) > GRAM + 1:
        return []
    frame = folded[0], folded[-2:]
    return [spelling for spelling in changed if (spelling[0], spelling[-2:]) == frame and len(spelling) <= len(folded)]


def knows_letters() -> bool:
    """Which characters are letters is decided by the locale of the database: in C, no Greek and no Cyrillic one is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT show_trgm('μ') <> '{}' AND show_trgm('ж') <> '{}'")
        return bool(cursor.fetchone()[0])

"""The operations about curated words."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Query, Router, Status

from lexora.accounts.models import User
from lexora.api import gold_schemas as schemas
from lexora.api.access import caller
from lexora.api.loading import loaded
from lexora.api.schemas import EntryAdded, entry_fields
from lexora.core.errors import NotFound
from lexora.library import actions
from lexora.library.queries import gold_page as queries
from lexora.library.queries.gold_list import QUERY, Asked
from lexora.library.queries.gold_readers import languages_of, meanings_of
from lexora.words.language import check_language

router = Router(tags=["gold vocabulary"])
LIMIT = 100  # rows of one answer
Language = schemas.Language | Literal[""]


@router.get("/gold-words", response=schemas.GoldWordPage)
def gold_words(
    request: HttpRequest,
    language: Language = "",
    level: schemas.Level = "",
    q: Annotated[str, Query(max_length=QUERY)] = "",
    sort: Literal["useful", "az"] = "useful",
    cursor: Annotated[str, Query(max_length=20)] = "",
    limit: Annotated[int, Query(ge=1, le=LIMIT)] = 20,
) -> schemas.GoldWordPage:
    """Curated words, the most useful first, or what a search is likeliest to mean; turned to a language one learns."""
    user = caller(request)
    asked = Asked(_language(user, language), level, q, sort)
    part = queries.gold_part(user, asked, wanted=_meanings(user, asked.language), cursor=cursor, size=limit)
    items = [schemas.GoldWordOut.of(row) for row in part.rows]
    return schemas.GoldWordPage(items=items, total=part.total, next_cursor=part.next_cursor or None)


@router.post("/gold-words/{word_id}/add", response={200: EntryAdded, 201: EntryAdded})
def add_gold_word(request: HttpRequest, word_id: int, language: Language = "") -> Any:
    """Take a curated word into one's list; 200 with the existing entry when the text is there already."""
    user = caller(request)
    language = _language(user, language)
    row = queries.gold_row(user, word_id, language=language, wanted=_meanings(user, language))
    if row is None:
        raise NotFound
    added = actions.add_word(row.word, owner=user, now=timezone.now())
    [entry] = loaded([added.entry])
    answer = {**entry_fields(entry), "created": added.created, "language_guessed": False}
    return Status(201 if added.created else 200, EntryAdded.model_validate(answer))


def _language(user: User, wanted: Language) -> Any:
    """The one that is asked for, else the first that the person learns."""
    return check_language(wanted) if wanted else next(iter(languages_of(user)), "en")


def _meanings(user: User, language: str) -> list[str]:
    return meanings_of(user, language=language, interface=get_language() or "")

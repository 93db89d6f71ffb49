"""What the search over everything finds here: one's own entries, tags and collections."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import FilteredRelation, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from lexora.accounts.access import signed_in
from lexora.accounts.models import User
from lexora.ui.spotlight import SHOWN, Group, Hit, register, spoken
from lexora.words import search
from lexora.words.models import Entry
from lexora.words.queries import collections_of, entries_of, tags_of, wanted_translations
from lexora_language import fold

TITLE = 200  # characters of a text


@dataclass
class Line:
    """What is shown of an entry; translations by language."""

    text: str
    language: str
    is_archived: bool
    translations: dict[str, str] = field(default_factory=dict)


def connect() -> None:
    register(Group("entries", gettext_lazy("My vocabulary"), own_entries, order=10))
    register(Group("labels", gettext_lazy("Tags and collections"), own_labels, order=20))


def own_entries(request: HttpRequest, text: str) -> list[Hit]:
    """Entries, active or archived, that contain the text; where they are few, also those that are spelt nearly so."""
    user = signed_in(request)
    ids = search.best_containing(entries_of(user), text, size=SHOWN)
    # While one types the answer must come at once; the list looks longer.
    alike = search.spelt_alike(user, text, thorough=False) if len(ids) < SHOWN else []
    near = [pk for pk in alike if pk not in ids][: SHOWN - len(ids)]
    lines = _lines(user, [*ids, *near])
    return [_entry_hit(pk, lines[pk], is_similar=pk in near) for pk in (*ids, *near) if pk in lines]


def own_labels(request: HttpRequest, text: str) -> list[Hit]:
    """Tags and collections that have a word which begins like the text."""
    user, wanted = signed_in(request), f" {fold(text)}"
    tags = tags_of(user).order_by().values_list(Value("tag"), "pk", "name")
    both = tags.union(collections_of(user).order_by().values_list(Value("collection"), "pk", "name"), all=True)
    fits = [label for label in both if wanted in f" {fold(label[2])}"]
    return [_label_hit(*label) for label in sorted(fits, key=lambda label: fold(label[2]))]


def _lines(user: User, ids: Iterable[int]) -> dict[int, Line]:
    """What is shown of these entries, in one query."""
    shown = FilteredRelation("translations", condition=wanted_translations(user, through="translations__"))
    rows = entries_of(user).filter(pk__in=list(ids)).annotate(shown=shown).order_by("shown__language")
    lines: dict[int, Line] = {}
    for pk, text, code, status, language, translation in rows.values_list(
        "pk", "source_text", "source_language", "status", "shown__language", "shown__text"
    ):
        line = lines.setdefault(pk, Line(text, code, is_archived=status == Entry.Status.ARCHIVED))
        if translation:
            line.translations[language] = translation
    return lines


def _entry_hit(pk: int, line: Line, *, is_similar: bool) -> Hit:
    return Hit(
        title=line.text[:TITLE],
        url=reverse("vocabulary:entry", args=[pk]),
        icon="archive" if line.is_archived else "book",
        detail=_detail(line),
        lang=line.language,
        is_similar=is_similar,
    )


def _detail(line: Line) -> SafeString:
    archived = [("", gettext("Archived"))] if line.is_archived else []
    return spoken([*archived, *line.translations.items()])


def _label_hit(kind: str, pk: int, name: str) -> Hit:
    icon, detail = ("tag", gettext("Tag")) if kind == "tag" else ("cards", gettext("Collection"))
    return Hit(title=name, url=f"{reverse('vocabulary:list')}?{kind}={pk}", icon=icon, detail=detail)

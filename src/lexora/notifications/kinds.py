"""The kinds of notifications. A room registers its own in `apps.py`; the sentence is made for whoever reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lexora.notifications import rules
from lexora.ui.languages import language_name

Words = str | Promise


class UnknownKindError(LookupError):
    """Nobody registered this kind: a mistake of the room that tells."""


@dataclass(frozen=True)
class Kind:
    """`sentence` has blanks such as `%(person)s`, filled with the params of a notification.

    `many` is the sentence of a group, an `ngettext_lazy` that counts by `n`; `many_url_name` is the page where a whole
    group is seen. What is `required`, such as a word about security, cannot be switched off, only kept quiet.
    """

    name: str
    title: Words
    sentence: Words
    icon: str
    default: str = rules.TOAST
    group: Words = ""
    many: Words = ""
    many_url_name: str = ""
    required: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """What a person may choose for this kind."""
        return (rules.TOAST, rules.CENTRE) if self.required else (rules.TOAST, rules.CENTRE, rules.OFF)

    def text(self, params: Mapping[str, Any], *, count: int) -> str:
        """The sentence, in the language of who reads it. It is not safe: names in it are of people's own choosing."""
        try:
            return self._said(params, count=count)
        except (LookupError, TypeError, ValueError):  # params of an older version
            return str(self.title)

    def check(self, params: Mapping[str, Any]) -> None:
        """Raise `LookupError` when a sentence speaks of something that is not among the params."""
        for count in (1, 2):
            self._said(params, count=count)

    def _said(self, params: Mapping[str, Any], *, count: int) -> str:
        template: Any = self.many if count > 1 and self.many else self.sentence
        return str(template % {**_readable(params), "n": count})

    def link(self, link: str, *, count: int) -> str:
        """Where a notification leads; nowhere when empty."""
        return reverse(self.many_url_name) if count > 1 and self.many_url_name else link


FORGOTTEN = Kind("", _("Notification"), _("Something happened that Lexora no longer knows about."), "bell")
_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known. The same name again takes the former one's place."""
    _kinds.update({kind.name: kind for kind in kinds})


def get(name: str) -> Kind:
    """The kind of this name; raises `UnknownKindError`."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKindError(name) from None


def of_stored(name: str) -> Kind:
    """The kind of a stored notification, which may be older than today's kinds."""
    return _kinds.get(name, FORGOTTEN)


def by_group() -> list[tuple[str, list[Kind]]]:
    """All kinds under the titles of their groups."""
    grouped: dict[str, list[Kind]] = {}
    for kind in _kinds.values():
        grouped.setdefault(str(kind.group or _("Other")), []).append(kind)
    return sorted(grouped.items())


def names() -> Iterable[str]:
    return _kinds.keys()


def _readable(params: Mapping[str, Any]) -> dict[str, Any]:
    """A language is stored as its code and read by its name."""
    if "language" not in params:
        return dict(params)
    return {**params, "language": language_name(str(params["language"]))}

"""What the pages of the library are asked for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from lexora.library.queries.gold_list import QUERY, SORTS, USEFUL, Asked
from lexora.library.rules import FIRST, LEVELS

MOST_PAGES = 10_000
MOST_IDS = 100  # words that are added at once by their numbers


class GoldForm(forms.Form):
    """Which part of the list of curated words is shown."""

    language = forms.ChoiceField(required=False)
    level = forms.ChoiceField(required=False, choices=[("", ""), *((level, level) for level in LEVELS)])
    q = forms.CharField(required=False)
    sort = forms.ChoiceField(
        label=_("Sort"),
        required=False,
        choices=[("useful", _("Most useful first")), ("az", _("Alphabetical"))],
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        self.fields["language"].choices = [(code, code) for code in languages]  # type: ignore[attr-defined]

    def clean_q(self) -> str:
        return str(self.cleaned_data["q"])[:QUERY]

    def asked(self) -> Asked:
        data = self.cleaned_data
        sort = data["sort"] if data["sort"] in SORTS else USEFUL
        language = data["language"] or next(iter(self.languages), FIRST)
        return Asked(language, data["level"], data["q"], sort)

    def number(self) -> int:
        return self.cleaned_data["page"] or 1


class AddGoldForm(forms.Form):
    """Which words are added or taken back, where the address does not say it: by their numbers, or by the time."""

    language = forms.ChoiceField(required=False)
    ids = forms.TypedMultipleChoiceField(required=False, coerce=int)
    added_at = forms.CharField(required=False, max_length=40)

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        self.fields["language"].choices = [(code, code) for code in languages]  # type: ignore[attr-defined]
        self.fields["ids"].valid_value = lambda value: value.isdecimal() and len(value) < 10  # type: ignore[attr-defined]

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or next(iter(self.languages), FIRST)

    def clean_ids(self) -> list[int]:
        return list(self.cleaned_data["ids"])[:MOST_IDS]

    def clean_added_at(self) -> datetime | None:
        try:
            instant = parse_datetime(self.cleaned_data["added_at"])
        except ValueError:
            return None
        return instant if instant and instant.tzinfo else None


def query_of(asked: Asked, *, page: int = 1) -> str:
    """The query string of a part of the list."""
    values = {"language": asked.language, "level": asked.level, "q": asked.text, "sort": asked.sort, "page": page}
    usual = {"level": "", "q": "", "sort": USEFUL, "page": 1}
    return urlencode({name: value for name, value in values.items() if usual.get(name) != value})

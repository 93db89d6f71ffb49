"""What the pages of the library send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lexora.library import rules
from lexora.library.curated.phrasebook import Kit
from lexora.library.names_of_idioms import CATEGORIES, KINDS_OF_MANY
from lexora.library.queries.idioms import Wanted, levels_of_idioms
from lexora.library.queries.phrasebook import tags_of

SEARCH = 200  # characters that are searched for
CODES = [(code, code) for code in rules.LANGUAGES]


class IdiomsForm(forms.Form):
    """Language, filters and search of the expressions."""

    q = forms.CharField(label=_("Search"), required=False, strip=False)
    language = forms.ChoiceField(required=False, choices=CODES)
    kind = forms.ChoiceField(required=False, choices=list(KINDS_OF_MANY.items()))
    category = forms.ChoiceField(
        label=_("Category"), required=False, choices=[("", _("All categories")), *CATEGORIES.items()]
    )
    level = forms.ChoiceField(label=_("Level"), required=False)
    start = forms.IntegerField(required=False, min_value=0, max_value=10_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(level, level) for level in levels_of_idioms()]
        self.fields["level"].choices = [("", _("All levels")), *levels]  # type: ignore[attr-defined]

    def wanted(self, *, usual: str) -> Wanted:
        """What was chosen; the usual language where none was. Only English has expressions of two kinds."""
        data = self.cleaned_data
        language = data["language"] or usual
        return Wanted(
            language=language,
            kind=data["kind"] if language == "en" else "",
            category=data["category"],
            level=data["level"],
            text=data["q"][:SEARCH],
        )


class PairForm(forms.Form):
    """Which language one speaks, and which one needs."""

    speak = forms.ChoiceField(required=False, choices=CODES)
    need = forms.ChoiceField(required=False, choices=CODES)


class KitForm(PairForm):
    """The same, and what the phrases are about."""

    tag = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, kit: Kit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tag"].choices = [(tag, tag) for tag in tags_of(kit)]  # type: ignore[attr-defined]

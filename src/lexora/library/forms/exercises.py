"""What the pages of the library send."""

from typing import Any

from django import forms

from lexora.core.errors import Refused
from lexora.library.curated.cloze import CATEGORIES, LANGUAGES
from lexora.library.models.exercises import KEY
from lexora.library.queries.exercise_board import LEVELS
from lexora.library.queries.exercises import Wishes

LONGEST = 1000  # characters of an answer that is looked at
LARGEST = 32_767  # place in a set that a database can look for


class WishesForm(forms.Form):
    """Which exercises somebody wants, and whether to type the answers. Nothing is needed."""

    language = forms.ChoiceField(choices=[(code, code) for code in LANGUAGES], required=False)
    category = forms.ChoiceField(choices=[(name, name) for name in CATEGORIES], required=False)
    level = forms.ChoiceField(choices=[(level, level) for level in LEVELS], required=False)
    topic = forms.CharField(max_length=KEY, required=False)
    typed = forms.BooleanField(required=False)

    def wishes(self) -> Wishes:
        """What was chosen; raises `Refused` for what cannot be."""
        if not self.is_valid():
            raise Refused("unknown_choice")
        data: dict[str, Any] = self.cleaned_data
        return Wishes(**{name: data[name] for name in ("language", "category", "level", "topic")})

    @property
    def is_typed(self) -> bool:
        return bool(self.cleaned_data["typed"])


class AnswerForm(forms.Form):
    """The answer to an exercise at a place in a set."""

    position = forms.IntegerField(min_value=1, max_value=LARGEST)
    answer = forms.CharField(max_length=LONGEST, required=False)


class AfterForm(forms.Form):
    """Which exercise of a set was answered just now."""

    after = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)

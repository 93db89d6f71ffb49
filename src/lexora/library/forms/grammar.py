"""What the pages of the library are asked for."""

from typing import get_args

from django import forms

from lexora.library.curated import grammar
from lexora.library.curated.reading import Level


class ReadingForm(forms.Form):
    """In which language grammar is explained, and which verbs of the table are shown."""

    explain = forms.ChoiceField(choices=[(code, code) for code in grammar.LANGUAGES], required=False)
    level = forms.ChoiceField(choices=[(level, level) for level in get_args(Level)], required=False)

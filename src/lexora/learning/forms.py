"""What a practice page sends."""

from django import forms

from lexora.learning.rules import GRADES


class ReviewForm(forms.Form):
    """A grade and the key that makes sending it twice harmless."""

    grade = forms.ChoiceField(choices=[(name, name) for name in GRADES])
    key = forms.CharField(max_length=64)

"""What the pages of practice, the shop and the leaderboard send."""

from django import forms

from lexora.learning.rules import GRADES, periods


class ReviewForm(forms.Form):
    """A grade and the key that makes sending it twice harmless."""

    grade = forms.ChoiceField(choices=[(name, name) for name in GRADES])
    key = forms.CharField(max_length=64)


class BuyForm(forms.Form):
    """The key of one purchase: a second click with it buys nothing."""

    key = forms.CharField(max_length=64)


class ShownForm(forms.Form):
    """Whether one wants to see the game, and to be seen in lists; what is left out stays as it is."""

    game = forms.ChoiceField(required=False, choices=[("show", ""), ("hide", "")])
    listed = forms.ChoiceField(required=False, choices=[("yes", ""), ("no", "")])
    next = forms.CharField(required=False, max_length=500)


class LedgerForm(forms.Form):
    """Which page of the ledger."""

    cursor = forms.CharField(required=False, max_length=500)


class BoardForm(LedgerForm):
    """Which leaderboard, and which page of it."""

    period = forms.ChoiceField(required=False, choices=[(name, "") for name in periods.NAMES])
    language = forms.CharField(required=False, max_length=10)

"""What the pages of practice, the shop and the leaderboard send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lexora.learning import rules
from lexora.learning.actions import Answer
from lexora.learning.models import PracticeSettings
from lexora.learning.models.settings import MOST_PER_DAY
from lexora.learning.queries import has_sounds
from lexora.learning.rules import GRADES, asks, periods


class ReviewForm(forms.Form):
    """A grade, the key that makes sending it twice harmless, and which card it is for."""

    grade = forms.ChoiceField(choices=[(name, name) for name in GRADES])
    key = forms.CharField(max_length=64)
    direction = forms.ChoiceField(choices=[(name, name) for name in ("", *asks.ASKS)], required=False)
    seen = forms.IntegerField(min_value=0, required=False)

    def answer(self) -> Answer:
        """What the learner said."""
        data: dict[str, Any] = self.cleaned_data
        return Answer(grade=GRADES[data["grade"]], key=data["key"], direction=data["direction"], seen=data["seen"])


class CardForm(forms.Form):
    """The texts of a card: the entry's own, its note, and a translation for each language."""

    text = forms.CharField(strip=False)
    note = forms.CharField(strip=False, required=False)

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._languages = languages
        for language in languages:
            self.fields[_field_of(language)] = forms.CharField(required=False)

    def translations(self) -> dict[str, str]:
        """The texts by their languages."""
        return {language: self.cleaned_data[_field_of(language)] for language in self._languages}


def _field_of(language: str) -> str:
    return f"translation_{language}"


ASKS = {
    asks.FORWARD: (_("From the word to its translation"), _("You see “zebra” and say what it means.")),
    asks.REVERSE: (_("From the translation to the word"), _("You see what it means and say the word.")),
    asks.TYPED: (_("Type the translation"), _("You see the word and type what it means.")),
    asks.WRITING: (_("Type the word"), _("You see what it means and type the word.")),
    asks.CLOZE: (_("Fill in the gap"), _("For sentences in which you have marked a gap on their page.")),
    asks.LISTENING: (_("Listen"), _("You hear the word and say what it is. For entries with a recording.")),
}


def ways() -> dict[str, tuple[Any, Any]]:
    """The ways to ask that this server can offer: without audio nobody can listen."""
    return {name: texts for name, texts in ASKS.items() if name != asks.LISTENING or has_sounds()}


class PracticeForm(forms.ModelForm[PracticeSettings]):
    """How a learner wants to practise."""

    directions = forms.MultipleChoiceField(
        choices=[(name, label) for name, (label, _about) in ASKS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one way to be asked.")},
    )
    retention = forms.IntegerField(
        label=_("How much you want to remember"),
        min_value=round(rules.RETENTION_LOWEST * 100),
        max_value=round(rules.RETENTION_HIGHEST * 100),
    )
    new_per_day = forms.IntegerField(label=_("New cards a day"), min_value=0, max_value=MOST_PER_DAY)
    reviews_per_day = forms.IntegerField(label=_("Reviews a day at most"), min_value=0, max_value=MOST_PER_DAY)
    reminder_hour = forms.TypedChoiceField(
        label=_("At what time"), coerce=int, choices=[(hour, f"{hour:02}:00") for hour in range(24)]
    )

    class Meta:
        model = PracticeSettings
        fields = (
            "scheduler",
            "retention",
            "directions",
            "one_per_direction",
            "new_per_day",
            "reviews_per_day",
            "steps",
            "fuzz",
            "hides_game",
            "is_listed",
            "reminder_on",
            "reminder_hour",
        )
        labels = {
            "one_per_direction": _("One schedule for each way"),
            "steps": _("Forgotten cards come again the same day"),
            "fuzz": _("Vary intervals a little"),
            "hides_game": _("Hide points, levels and streaks"),
            "is_listed": _("Show me in the leaderboard"),
            "reminder_on": _("Remind me when cards are due"),
        }
        help_texts = {
            "one_per_direction": _(
                "Each kind of question has a schedule of its own, on different days. Otherwise the kinds take turns on"
                " one schedule."
            ),
            "steps": _("After “Again” a card comes back in 1 minute, then in 10."),
            "fuzz": _("So that cards learnt together don’t always come together."),
            "hides_game": _("You practise without them, and others don’t see you in the leaderboard."),
            "reminder_on": _("Once a day, and only while you haven’t reached your daily goal."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["retention"] = round(self.instance.retention * 100)
        self.fields["directions"].choices = [(name, label) for name, (label, _about) in ways().items()]  # type: ignore[attr-defined]

    def clean_retention(self) -> float:
        """The page speaks of per cent, the scheduler of a share."""
        return float(self.cleaned_data["retention"] / 100)


class BuyForm(forms.Form):
    """The key of one purchase: a second click with it buys nothing."""

    key = forms.CharField(max_length=50)


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

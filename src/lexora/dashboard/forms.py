"""What the pages of figures are asked for."""

from django import forms

from lexora.dashboard.rules.series import SPANS

SPAN = "30"


class SpanForm(forms.Form):
    """Over which time the curves go."""

    span = forms.ChoiceField(choices=[(span, span) for span in SPANS], required=False)

    def chosen(self) -> str:
        return self.cleaned_data["span"] or SPAN

"""What the pages of notifications send."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from lexora.notifications import kinds
from lexora.notifications.models import Preference


@dataclass(frozen=True)
class Group:
    """Kinds that belong together, as the page of settings shows them."""

    title: str
    fields: list[forms.BoundField]
    is_required: bool  # none of them can be switched off


class ListForm(forms.Form):
    """Which page of the list."""

    show = forms.ChoiceField(required=False, choices=[("", ""), ("unread", "")])
    cursor = forms.CharField(required=False, max_length=500)


class SettingsForm(forms.Form):
    """A choice for each kind."""

    def __init__(self, *args: Any, chosen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Preference.Choice.choices)
        for _title, kinds_of_group in kinds.by_group():
            for kind in kinds_of_group:
                self.fields[kind.name] = forms.ChoiceField(
                    label=str(kind.title),
                    choices=[(choice, labels[choice]) for choice in kind.choices],
                    initial=chosen[kind.name],
                    widget=forms.RadioSelect,
                )

    def groups(self) -> Iterator[Group]:
        for title, kinds_of_group in kinds.by_group():
            fields = [self[kind.name] for kind in kinds_of_group]
            yield Group(title, fields, is_required=all(kind.required for kind in kinds_of_group))

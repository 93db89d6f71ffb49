"""What the vocabulary pages send."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lexora.accounts.models import User
from lexora.ui.languages import language_choices
from lexora.vocabulary.queries import SORTS
from lexora.words import rules
from lexora.words.models import Collection, Entry, Tag

ALL = "all"
SEARCH = 200  # characters that are searched for


class AddForm(forms.Form):
    """A new entry. Texts are checked by the action, whose refusals name the reason."""

    text = forms.CharField(
        label=_("Word, phrase or sentence"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": rules.TYPED_TEXT, "autofocus": True}),
        error_messages={"required": _("Enter a word, phrase or sentence first.")},
    )
    language = forms.CharField(required=False, max_length=10)
    type = forms.CharField(required=False, max_length=20)
    guessed_language = forms.CharField(required=False, max_length=10)
    guessed_type = forms.CharField(required=False, max_length=20)
    note = forms.CharField(
        label=_("Note or context"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": rules.NOTE}),
    )

    def chosen(self, name: str) -> str:
        """The language or type that the person chose; a guess that was left as it was is none, for the text may have
        changed since."""
        value: str = self.data.get(name, "")
        return "" if value == self.data.get(f"guessed_{name}") else value


class EditForm(forms.Form):
    """The texts of an entry."""

    text = forms.CharField(strip=False)
    language = forms.CharField(max_length=10)
    type = forms.CharField(max_length=20)
    note = forms.CharField(required=False, strip=False)


class OwnChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among one's own things; one that was deleted meanwhile is as good as none."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            return None


class FilterForm(forms.Form):
    """Search, filters and sorting of the list."""

    q = forms.CharField(label=_("Search"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    type = forms.ChoiceField(label=_("Type"), required=False, choices=[("", _("All")), *Entry.Type.choices])
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("Active")), ("archived", _("Archived")), (ALL, _("Active and archived"))],
    )
    origin = forms.ChoiceField(label=_("Origin"), required=False, choices=[("", _("All")), *Entry.Origin.choices])
    state = forms.ChoiceField(label=_("Progress"), required=False, choices=[("", _("All")), *Entry.State.choices])
    tag = OwnChoiceField(label=_("Tag"), required=False, queryset=Tag.objects.none(), empty_label=_("All"))
    collection = OwnChoiceField(
        label=_("Collection"), required=False, queryset=Collection.objects.none(), empty_label=_("All")
    )
    sort = forms.ChoiceField(
        label=_("Sort"),
        required=False,
        choices=[
            ("newest", _("Newest first")),
            ("oldest", _("Oldest first")),
            ("az", _("Alphabetical")),
            ("hardest", _("Hardest first")),
        ],
    )
    cursor = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("All")), *language_choices()]  # type: ignore[attr-defined]
        self.fields["tag"].queryset = user.tags.order_by("name")  # type: ignore[attr-defined]
        self.fields["collection"].queryset = user.collections.order_by("name")  # type: ignore[attr-defined]

    def clean_q(self) -> str:
        return str(self.cleaned_data["q"])[:SEARCH]

    def filters(self) -> dict[str, Any]:
        """The chosen filters by name."""
        names = ("language", "type", "origin", "state", "tag", "collection")
        chosen = {name: self.cleaned_data[name] for name in names}
        status = self.cleaned_data["status"] or Entry.Status.ACTIVE
        return chosen if status == ALL else {**chosen, "status": status}

    def are_set(self) -> bool:
        """Whether any filter or search narrows the list."""
        return any(value for name, value in self.cleaned_data.items() if name not in ("sort", "cursor"))

    def order(self) -> str:
        return self.cleaned_data["sort"] if self.cleaned_data["sort"] in SORTS else "newest"


class SharedForm(forms.Form):
    """Search among what others share."""

    q = forms.CharField(label=_("Search"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    cursor = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("All")), *language_choices()]  # type: ignore[attr-defined]

    def clean_q(self) -> str:
        return str(self.cleaned_data["q"])[:SEARCH]


class BulkForm(forms.Form):
    """Selected entries and what to do with them."""

    ACTIONS = ("archive", "unarchive", "share", "unshare", "delete")

    action = forms.ChoiceField(choices=[(name, name) for name in ACTIONS])
    ids = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ids"].valid_value = lambda value: value.isdecimal() and len(value) < 19  # type: ignore[attr-defined]

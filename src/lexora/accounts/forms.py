"""Forms about people."""

from typing import Any, cast
from zoneinfo import available_timezones

from allauth.account.forms import ResetPasswordForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lexora.accounts import actions, queries, rules
from lexora.accounts.adapter import INVITE_KEY
from lexora.accounts.models import User
from lexora.ui.languages import language_choices
from lexora_language import clean

PREFERENCES = [
    "handle",
    "display_name",
    "native_language",
    "learning_languages",
    "default_source_language",
    "time_zone",
    "outside_allowed",
]


class SignupForm(AllauthSignupForm):
    """Allauth's form; a new account gets its role, and an invitation is spent."""

    def save(self, request: HttpRequest) -> User:
        with transaction.atomic():
            user = cast(User, super().save(request))
            actions.grant_roles(user)
            if code := request.session.pop(INVITE_KEY, ""):
                actions.use_invitation(code, user=user, now=timezone.now())
        return user


class ResetForm(ResetPasswordForm):
    """Without a mail server nothing could arrive, so say who can help."""

    def clean_email(self) -> str:
        if not settings.MAIL_IS_SET_UP:
            raise ValidationError(
                gettext("This server does not send e-mail. Ask your administrator to reset your password.")
            )
        return super().clean_email()


class PreferencesForm(forms.ModelForm[User]):
    """Handle, languages, time zone and what may leave the house."""

    learning_languages = forms.MultipleChoiceField(
        label=_("Languages I’m learning"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one language to learn."),
        },
    )

    class Meta:
        model = User
        fields = PREFERENCES
        labels = {
            "handle": _("Handle"),
            "display_name": _("Name shown to others"),
            "native_language": _("My native language"),
            "default_source_language": _("Language for new words when it can’t be detected"),
            "time_zone": _("Time zone"),
            "outside_allowed": _("Outside providers may see the texts I save"),
        }
        help_texts = {
            "handle": _("3 to 30 lower-case letters, digits or _. Others find you by this name."),
            "display_name": _("Optional. Your e-mail address is never shown."),
            "time_zone": _("Used to count your days and streaks."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = language_choices()
        self.fields["learning_languages"].choices = choices  # type: ignore[attr-defined]
        self.fields["native_language"] = forms.ChoiceField(
            label=self.fields["native_language"].label, choices=[("", _("Choose…")), *choices]
        )
        self.fields["default_source_language"] = forms.ChoiceField(
            label=self.fields["default_source_language"].label,
            choices=[("", _("The first language I’m learning")), *choices],
            required=False,
        )
        self.fields["time_zone"] = forms.ChoiceField(
            label=self.fields["time_zone"].label,
            help_text=self.fields["time_zone"].help_text,
            choices=[(name, name.replace("_", " ")) for name in sorted(available_timezones())],
        )

    def clean_handle(self) -> str:
        handle: str = self.cleaned_data["handle"].strip().lower().removeprefix("@")
        if not rules.is_handle(handle):
            raise ValidationError(gettext("Use 3 to 30 lower-case letters, digits or _, starting with a letter."))
        if queries.handle_is_taken(handle, but_by=self.instance):
            raise ValidationError(gettext("This handle is already taken. Try another one."))
        return handle

    def clean_display_name(self) -> str:
        return clean(self.cleaned_data["display_name"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        learning, native = data.get("learning_languages") or [], data.get("native_language")
        if native and learning == [native]:
            self.add_error("learning_languages", gettext("Choose a language other than your native one."))
        data["default_source_language"] = data.get("default_source_language") or next(iter(learning), "")
        return data

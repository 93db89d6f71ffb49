"""Forms about people."""

from typing import Any, ClassVar, cast
from zoneinfo import available_timezones

from allauth.account.forms import AddEmailForm, ResetPasswordForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext
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
    "daily_goal",
    "outside_allowed",
]
BEGINNING = PREFERENCES[:6]  # what the first step of the onboarding asks
TAKEN = _("There is an account with this e-mail address already.")


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


class AddAddressForm(AddEmailForm):
    """Without a mail server no address can be confirmed: a person has one, and another takes its place."""

    def clean_email(self) -> str:
        email = super().clean_email()
        if not settings.MAIL_IS_SET_UP and queries.email_is_taken(email, but_by=cast(User, self.user)):
            raise ValidationError(TAKEN)
        return email

    def save(self, request: HttpRequest) -> EmailAddress:
        if settings.MAIL_IS_SET_UP:
            return cast(EmailAddress, super().save(request))
        messages.success(request, gettext("Your e-mail address was changed."))
        return actions.change_email(
            cast(User, self.user), self.cleaned_data["email"], confirmed=False, now=timezone.now()
        )


class PersonForm(forms.ModelForm[User]):
    """What a person may be called and which languages and time zones there are, for whoever fills the form in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = language_choices()
        self._offer("native_language", [("", _("Choose…")), *choices])
        self._offer("default_source_language", [("", _("The first language I’m learning")), *choices], required=False)
        self._offer("time_zone", [(name, name.replace("_", " ")) for name in sorted(available_timezones())])
        if "learning_languages" in self.fields:
            self.fields["learning_languages"].choices = choices  # type: ignore[attr-defined]

        if "daily_goal" in self.fields:
            self.fields["daily_goal"] = _goal_field()

    def clean_handle(self) -> str:
        handle: str = self.cleaned_data["handle"].strip().lower().removeprefix("@")
        if not rules.is_handle(handle):
            raise ValidationError(gettext("Use 3 to 30 lower-case letters, digits or _, starting with a letter."))
        if queries.handle_is_taken(handle, but_by=self.instance):
            raise ValidationError(gettext("This handle is already taken. Try another one."))
        return handle

    def clean_display_name(self) -> str:
        return clean(self.cleaned_data["display_name"])

    def _offer(self, name: str, choices: list[Any], *, required: bool = True) -> None:
        """Let the field be one of the choices."""
        if field := self.fields.get(name):
            self.fields[name] = forms.ChoiceField(
                label=field.label, help_text=field.help_text, choices=choices, required=required
            )


def _goal_field() -> forms.IntegerField:
    """One of the proposed numbers, or a person's own."""
    return forms.IntegerField(
        label=_("Daily goal"),
        help_text=_("How many cards you want to review each day, up to 500."),
        min_value=1,
        max_value=rules.GOAL_MOST,
        widget=forms.NumberInput(attrs={"list": "goals"}),
    )


class PreferencesForm(PersonForm):
    """Handle, languages, time zone, daily goal and what may leave the house."""

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

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        learning, native = data.get("learning_languages") or [], data.get("native_language")
        if native and learning == [native]:
            self.add_error("learning_languages", gettext("Choose a language other than your native one."))
        data["default_source_language"] = data.get("default_source_language") or next(iter(learning), "")
        return data


class BeginningForm(PreferencesForm):
    """The first step of the onboarding: who somebody is and what they learn. The interface speaks their language.

    `handle` is only proposed.
    """

    class Meta(PreferencesForm.Meta):
        fields = BEGINNING

    def __init__(self, *args: Any, instance: User, handle: str, **kwargs: Any) -> None:
        spoken = get_language() or ""
        native = instance.native_language or (spoken if spoken in settings.LEXORA_LANGUAGES else "")
        super().__init__(*args, instance=instance, initial={"native_language": native, "handle": handle}, **kwargs)


class GoalForm(forms.ModelForm[User]):
    """The second step: how much somebody wants to do each day."""

    class Meta:
        model = User
        fields = ("daily_goal",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(number, str(number)) for number in rules.GOALS]
        self.fields["daily_goal"] = forms.TypedChoiceField(choices=choices, coerce=int)


class OutsideForm(forms.ModelForm[User]):
    """The third step: who else may see texts."""

    class Meta:
        model = User
        fields = ("outside_allowed",)
        labels: ClassVar = {"outside_allowed": PreferencesForm.Meta.labels["outside_allowed"]}

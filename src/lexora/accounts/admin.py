"""People for the administrator."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm
from django.contrib.auth.forms import UserChangeForm as DjangoUserChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lexora.accounts import actions, queries
from lexora.accounts.forms import TAKEN, PersonForm
from lexora.accounts.models import Invitation, User


class AddressForm(PersonForm):
    """An address is kept as people sign in with it: in lower case."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if queries.email_is_taken(email, but_by=self.instance):
            raise ValidationError(TAKEN)
        return email


class UserCreationForm(AddressForm, BaseUserCreationForm[User]):
    class Meta:
        model = User
        fields = ("email", "handle")


class UserChangeForm(AddressForm, DjangoUserChangeForm[User]):
    """The choices of the profile page; an administrator may also leave the languages open."""

    learning_languages = forms.MultipleChoiceField(
        label=_("languages being learnt"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("interface_language", [("", _("Same as device")), *settings.LANGUAGES], required=False)
        if "native_language" in self.fields:
            self.fields["native_language"].required = False


class NewPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """A password set by an administrator is remembered like any other."""

    def save(self, commit: bool = True) -> User:
        user = cast(User, self.user)
        password = self.cleaned_data["password1"] if self.cleaned_data["set_usable_password"] else None
        actions.change_password(user, password, now=timezone.now())
        return user


@admin.register(User)
class UserAdmin(DjangoUserAdmin[User]):
    ordering = ("-id",)
    list_display = ("email", "handle", "display_name", "native_language", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "is_demo", "groups", "native_language")
    search_fields = ("email", "handle", "display_name")
    readonly_fields = ("date_joined", "last_login", "password_changed_at", "onboarded_at")
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = NewPasswordForm
    add_fieldsets = ((None, {"fields": ("email", "handle", "password1", "password2")}),)
    fieldsets = (
        (None, {"fields": ("email", "password", "handle", "display_name")}),
        (
            _("Languages"),
            {
                "fields": (
                    "native_language",
                    "learning_languages",
                    "default_source_language",
                    "interface_language",
                    "time_zone",
                )
            },
        ),
        (_("Preferences"), {"fields": ("daily_goal", "theme", "outside_allowed", "shares_list")}),
        (
            _("Permissions"),
            {"fields": ("is_active", "is_staff", "is_superuser", "is_demo", "groups", "user_permissions")},
        ),
        (_("Dates"), {"fields": ("date_joined", "last_login", "onboarded_at", "password_changed_at")}),
    )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if "email" in form.changed_data:
            actions.change_email(form.instance, form.instance.email, confirmed=True, now=timezone.now())
        if not change:
            actions.grant_roles(form.instance)
        elif {"is_active", "is_demo"} & {*form.changed_data}:
            actions.tell_visibility(form.instance)


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin[Invitation]):
    list_display = ("note", "created_by", "created_at", "expires_at", "used_by")
    fields = ("note",)

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Invitation, form: forms.ModelForm[Invitation], change: Any) -> None:
        """The code is shown once, now; only its digest is kept."""
        by = request.user if isinstance(request.user, User) else None
        code = actions.invite(by=by, note=obj.note, now=timezone.now())
        link = request.build_absolute_uri(reverse("account_signup")) + f"?invite={code}"
        messages.success(request, gettext("Send this link to one person: %(link)s") % {"link": link})
        obj.pk = Invitation.objects.latest("id").pk

"""A person, their preferences, the passwords they had, and invitations."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lexora.accounts import rules

LANGUAGE_CODE = 10  # characters of a language code

USERS = "Language User"
MODERATORS = "Moderator"
ADMINISTRATORS = "Administrator"


class UserManager(BaseUserManager["User"]):
    """Makes people by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account."""

    class Theme(models.TextChoices):
        AUTO = "auto", _("Same as device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    email = models.EmailField(_("e-mail address"), unique=True)
    handle = models.CharField(_("handle"), max_length=30, unique=True)
    display_name = models.CharField(_("name"), max_length=60, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("can access administration"), default=False)
    is_demo = models.BooleanField(_("demo"), default=False)
    date_joined = models.DateTimeField(_("joined"), auto_now_add=True)

    native_language = models.CharField(_("native language"), max_length=LANGUAGE_CODE, blank=True)
    learning_languages = models.JSONField(_("languages being learnt"), default=list, blank=True)
    default_source_language = models.CharField(_("default source language"), max_length=LANGUAGE_CODE, blank=True)
    interface_language = models.CharField(_("interface language"), max_length=LANGUAGE_CODE, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    theme = models.CharField(_("theme"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    outside_allowed = models.BooleanField(_("outside providers may see my texts"), default=True)
    shares_list = models.BooleanField(_("share my whole list"), default=False)
    daily_goal = models.PositiveSmallIntegerField(_("daily goal"), default=rules.GOAL_DEFAULT)
    onboarding_step = models.PositiveSmallIntegerField(_("steps of the set-up that are done"), default=0)
    onboarded_at = models.DateTimeField(_("set up"), null=True, blank=True)
    password_changed_at = models.DateTimeField(_("password changed"), null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case"),
            models.UniqueConstraint(Lower("handle"), name="user_handle_any_case"),
            models.CheckConstraint(
                condition=Q(daily_goal__gte=1) & Q(daily_goal__lte=rules.GOAL_MOST), name="user_goal_bounds"
            ),
            models.CheckConstraint(condition=Q(onboarding_step__lte=rules.STEPS), name="user_step_known"),
        ]

    def __str__(self) -> str:
        return self.display_name or self.handle


class FormerPassword(models.Model):
    """A password that was in use, hashed, so that it is not chosen again too soon."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("former password")
        verbose_name_plural = _("former passwords")

    def __str__(self) -> str:
        return str(self.created_at)


class Invitation(models.Model):
    """A link that lets one person sign up while sign-up is by invitation."""

    digest = models.CharField(_("digest"), max_length=64, unique=True)
    note = models.CharField(_("note"), max_length=120, blank=True)
    created_by = models.ForeignKey(
        User, verbose_name=_("created by"), on_delete=models.CASCADE, null=True, related_name="invitations"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    used_by = models.OneToOneField(
        User, verbose_name=_("used by"), on_delete=models.SET_NULL, null=True, blank=True, related_name="invited_by"
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.note or str(self.created_at)


class Token(models.Model):
    """A secret of a program that acts for a person. Only its digest is stored."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("created"))
    used_on = models.DateField(_("last used"), null=True, blank=True)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")

    def __str__(self) -> str:
        return self.name

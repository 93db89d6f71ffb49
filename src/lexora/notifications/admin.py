"""Notifications for the administrator: looking only."""

from typing import TypeVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from lexora.notifications.models import Notification, Preference

Row = TypeVar("Row", bound=Model)


class LookingOnly(admin.ModelAdmin[Row]):
    """Rows may be deleted, for they go with their person, but not made or changed."""

    list_select_related = ("user",)
    show_full_result_count = False
    ordering = ("-id",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False


@admin.register(Notification)
class NotificationAdmin(LookingOnly[Notification]):
    list_display = ("kind", "user", "text", "count", "told_at", "read_at", "deleted_at")
    list_filter = ("kind",)
    search_fields = ("user__email", "user__handle", "key", "kind")


@admin.register(Preference)
class PreferenceAdmin(LookingOnly[Preference]):
    list_display = ("kind", "user", "choice")
    list_filter = ("kind", "choice")
    search_fields = ("user__email", "user__handle", "kind")

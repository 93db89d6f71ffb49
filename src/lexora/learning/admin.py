"""Cards, XP and the shop for the administrator."""

from typing import TypeVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from lexora.learning.models import Card, Progress, ShopItem, XpEntry
from lexora.words.admin import EntrySearch

Row = TypeVar("Row", bound=Model)


@admin.register(Card)
class CardAdmin(EntrySearch[Card]):
    list_display = ("entry", "user", "state", "due_on", "interval", "ease", "total_reviews")
    list_filter = ("state",)
    search_fields = ("user__email", "user__handle")
    list_select_related = ("entry", "user")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Card | None = None) -> bool:
        return False


class BooksOfXp(admin.ModelAdmin[Row]):
    """To look at. Nobody corrects the books by hand: their sums would no longer agree."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """They go with their person, and only so."""
        return not request.path.startswith(reverse("admin:app_list", args=["learning"]))


@admin.register(Progress)
class ProgressAdmin(BooksOfXp[Progress]):
    list_display = ("user", "lifetime_xp", "wallet_xp", "streak", "longest_streak", "last_active_on")
    search_fields = ("user__email", "user__handle")
    list_select_related = ("user",)
    ordering = ("-user",)


@admin.register(XpEntry)
class XpEntryAdmin(BooksOfXp[XpEntry]):
    list_display = ("user", "amount", "lifetime", "reason", "detail", "is_boosted", "created_at")
    list_filter = ("reason",)
    search_fields = ("user__email", "user__handle", "detail")
    list_select_related = ("user",)
    ordering = ("-id",)


@admin.register(ShopItem)
class ShopItemAdmin(BooksOfXp[ShopItem]):
    list_display = ("slug", "kind", "price", "most", "position", "is_retired")
    list_filter = ("kind", "is_retired")
    ordering = ("position", "id")

"""Cards for the administrator."""

from django.contrib import admin
from django.http import HttpRequest

from lexora.learning.models import Card
from lexora.words.admin import EntrySearch


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

"""Jobs for the administrator: look, search, and try failed ones again."""

import json

from django.contrib import admin, messages
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lexora.jobs import actions
from lexora.jobs.models import Job
from lexora_language import fold


@admin.register(Job)
class JobAdmin(admin.ModelAdmin[Job]):
    list_display = ("id", "family", "lane", "status", "attempts", "owner", "created_at", "finished_at", "why")
    list_filter = ("status", "family", "lane")
    search_fields = ("=id", "owner__email", "owner__handle")
    list_select_related = ("owner",)
    show_full_result_count = False
    ordering = ("-created_at",)
    actions = ("retry_failed",)

    @admin.display(description=_("reason"))
    def why(self, job: Job) -> str:
        return str((job.reason or {}).get("code", ""))

    @admin.action(description=_("Retry failed jobs"), permissions=["change"])
    def retry_failed(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        failed = queryset.filter(status=Job.Status.FAILED)
        count = sum(actions.retry(job, now=timezone.now()) is not None for job in failed)
        text = ngettext("%(n)d job was restarted.", "%(n)d jobs were restarted.", count) % {"n": count}
        messages.info(request, text)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Job], search_term: str
    ) -> tuple[QuerySet[Job], bool]:
        """Also by what the job is about: words of its message, or the entry that waits for it."""
        term = search_term.strip()
        if not term:
            return queryset, False
        found, _repeats = super().get_search_results(request, queryset, term)
        wanted = Q(pk__in=found.values("pk")) | _says(term)
        if folded := fold(term):
            about = Job.objects.filter(translations__entry__search_text__contains=folded)
            wanted |= Q(pk__in=about.values("pk"))
        return queryset.alias(message=Cast("payload", TextField())).filter(wanted), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Job | None = None) -> list[str]:
        return [field.name for field in Job._meta.fields]


def _says(term: str) -> Q:
    """The message contains the term. SQLite keeps JSON with \\u escapes, so there no case is alike to another."""
    wanted = Q()
    for spelling in {term, term.lower(), term.upper(), term.capitalize()}:
        wanted |= Q(message__icontains=spelling) | Q(message__icontains=json.dumps(spelling)[1:-1])
    return wanted

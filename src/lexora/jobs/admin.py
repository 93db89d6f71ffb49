"""Jobs for the administrator: look, search, and try failed ones again."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lexora.jobs import actions
from lexora.jobs.models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin[Job]):
    list_display = ("id", "family", "lane", "status", "attempts", "owner", "created_at", "finished_at", "why")
    list_filter = ("status", "family", "lane")
    search_fields = ("=id", "owner__email", "owner__handle", "payload")
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

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Job | None = None) -> list[str]:
        return [field.name for field in Job._meta.fields]

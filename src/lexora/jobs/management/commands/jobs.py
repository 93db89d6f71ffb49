"""`lexora jobs list [--status failed] [--limit 50]` and `lexora jobs retry [ID …] [--all [--refused]]`"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lexora.jobs import actions, queries
from lexora.jobs.models import Job


class Command(BaseCommand):
    help = "Show jobs, or try failed ones again."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        listing = parts.add_parser("list", help="the newest jobs")
        listing.add_argument("--status", choices=Job.Status.values)
        listing.add_argument("--limit", type=int, default=50)
        retry = parts.add_parser("retry", help="start failed jobs anew")
        retry.add_argument("ids", nargs="*", metavar="ID")
        retry.add_argument("--all", action="store_true", help="every failed job with work left that may do better now")
        retry.add_argument("--refused", action="store_true", help="with --all: also what was refused for good")

    def handle(self, *_args: Any, **options: Any) -> None:
        getattr(self, f"part_{options['part']}")(options)

    def part_list(self, options: dict[str, Any]) -> None:
        jobs = Job.objects.order_by("-created_at")
        if options["status"]:
            jobs = jobs.filter(status=options["status"])
        shown = list(jobs[: max(0, options["limit"])])
        still_open = queries.left_open(shown)
        for job in shown:
            reason = (job.reason or {}).get("code", "")
            work = "open" if job.pk in still_open else "-"
            state = f"{job.status:<10}  {work:<4}  {job.family}  {job.lane}  {reason}"
            self.stdout.write(f"{job.pk}  {job.created_at:%Y-%m-%d %H:%M:%S}  {state}")

    def part_retry(self, options: dict[str, Any]) -> None:
        if options["all"]:
            failed = queries.retryable(refused=options["refused"])
        else:
            failed = list(Job.objects.filter(status=Job.Status.FAILED, pk__in=self.checked(options["ids"])))
        count = sum(actions.retry(job, now=timezone.now()) is not None for job in failed)
        self.stdout.write(f"{count} jobs were started anew.")

    def checked(self, ids: list[str]) -> list[str]:
        if not ids:
            raise CommandError("Name the jobs, or say --all.")
        try:
            known = {str(pk) for pk in Job.objects.filter(pk__in=ids).values_list("pk", flat=True)}
        except ValidationError as error:
            raise CommandError("A job's ID looks like 0b5c7bd8-6f43-4d0e-9a55-1b8f7d0f0a01.") from error
        if missing := [pk for pk in ids if pk not in known]:
            raise CommandError(f"There is no job {', '.join(missing)}.")
        return ids

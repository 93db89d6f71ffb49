"""`lexora create-invite [--note …]`"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from lexora.accounts import actions


class Command(BaseCommand):
    help = "Make a link that lets one person sign up."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--note", default="", help="for whom")

    def handle(self, *_args: Any, **options: Any) -> None:
        code = actions.invite(by=None, note=options["note"], now=timezone.now())
        base = settings.ENV.public_url or f"http://localhost:{settings.ENV.port}"
        self.stdout.write(f"{base}/accounts/signup/?invite={code}")

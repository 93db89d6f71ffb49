"""`lexora reset-password EMAIL [--password …]`"""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lexora.accounts import actions, queries


class Command(BaseCommand):
    help = "Give an account a new password; without --password a random one, printed once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--password", default="")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = queries.user_by_email(options["email"])
        if not user:
            raise CommandError(f"There is no account for {options['email']}.")
        password = options["password"] or secrets.token_urlsafe(12)
        actions.change_password(user, password, now=timezone.now())
        shown = "" if options["password"] else f" The new password is {password}"
        self.stdout.write(f"Changed the password of {user.email}.{shown}")

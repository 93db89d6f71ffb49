"""`lexora create-user EMAIL --password … [--admin] [--native uk --learning en,el]`"""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from lexora.accounts import actions, queries, rules
from lexora_language import UnknownLanguage, enabled


class Command(BaseCommand):
    help = "Make an account that is ready to use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--password", default="", help="without it a random one is made and printed once")
        parser.add_argument("--handle", default="")
        parser.add_argument("--admin", action="store_true", help="may do everything")
        parser.add_argument("--native", default="", metavar="CODE", help="native language, such as uk")
        parser.add_argument("--learning", default="", metavar="CODES", help="languages to learn, such as en,el")

    def handle(self, *_args: Any, **options: Any) -> None:
        native = options["native"].strip()
        learning = [code.strip() for code in options["learning"].split(",") if code.strip()]
        check_languages([*learning, *([native] if native else [])])
        check_email(options["email"])
        check_handle(options["handle"])
        password = options["password"] or secrets.token_urlsafe(12)
        self.warn_of_weak(password)
        user = actions.create_user(
            email=options["email"],
            password=password,
            handle=options["handle"],
            admin=options["admin"],
            native=native,
            learning=learning,
            now=timezone.now(),
        )
        shown = "" if options["password"] else f" The password is {password}"
        self.stdout.write(f"Created {user.email} (handle {user.handle}).{shown}")

    def warn_of_weak(self, password: str) -> None:
        """An administrator may choose as they like, but shall know."""
        try:
            validate_password(password)
        except ValidationError as error:
            self.stderr.write("Note: the password is weaker than the policy asks. " + " ".join(error.messages))


def check_languages(codes: list[str]) -> None:
    try:
        unknown = set(codes) - {language.code for language in enabled(settings.LEXORA_LANGUAGES)}
    except UnknownLanguage as error:
        raise CommandError(str(error)) from error
    if unknown:
        raise CommandError(
            f"Unknown language: {', '.join(sorted(unknown))}. Known: {', '.join(settings.LEXORA_LANGUAGES)}."
        )


def check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"{email!r} is not an e-mail address.") from error
    if queries.user_by_email(email):
        raise CommandError(f"There is an account for {email} already. `lexora reset-password` gives it a new password.")


def check_handle(handle: str) -> None:
    if handle and queries.handle_is_taken(handle):
        raise CommandError(f"The handle {handle!r} is taken.")
    if handle and not rules.is_handle(handle):
        raise CommandError(
            "A handle has 3 to 30 lower-case letters, digits or _, starts with a letter and is not a reserved name."
        )

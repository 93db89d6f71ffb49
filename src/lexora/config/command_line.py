"""The `lexora` command: Django's commands and our own, with hyphens as people type them."""

import os
import sys

import django
from django.core.management import call_command, execute_from_command_line

STAND_ON_DATABASE = {"create_user", "create_invite", "reset_password", "jobs", "fsrs"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lexora.config.settings")
    name, *rest = [*sys.argv[1:2], *sys.argv[2:]] or ["help"]
    name = name if name.startswith("-") else name.replace("-", "_")
    if name in STAND_ON_DATABASE and not {"-h", "--help"} & {*rest}:
        # They may come before the first start.
        django.setup()
        call_command("migrate", verbosity=0)
    execute_from_command_line(["lexora", name, *rest])

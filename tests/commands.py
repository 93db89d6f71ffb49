"""Runs commands in the database of a running Lexora, one for each line it reads: Django starts once for all of them."""

import json
import sys

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    for line in sys.stdin:
        call_command(*json.loads(line), stdout=sys.stderr)
        sys.stdout.write("done\n")
        sys.stdout.flush()

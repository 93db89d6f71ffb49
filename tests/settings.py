"""Settings of the test runs: a data folder of its own, quick password hashing, no provider outside this machine.

TEST_DATABASE_URL names a PostgreSQL server; the tests make databases of their own there and remove them. Without it
they run on SQLite.
"""

import os
import tempfile

_folder = os.environ.setdefault("LEXORA_TEST_DIR", tempfile.mkdtemp(prefix="lexora-test-"))
os.environ.update(
    LEXORA_ENV_FILE="",
    LEXORA_DATA_DIR=_folder,
    LEXORA_DEMO="0",
    SECRET_KEY="only for tests",
    LEXORA_LOG_LEVEL="ERROR",
    TRANSLATION_PROVIDERS="dictionary",
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL", ""),
    AMQP_URL="",
    REDIS_URL="",
)

from lexora.config.settings import *  # noqa: E402, F403
from lexora.config.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# On SQLite a file, so that threads and other processes of a test see the same database; on PostgreSQL a name that no
# other run has.
_run = os.path.basename(_folder).replace("-", "_")
DATABASES["default"]["TEST"] = {"NAME": _run if os.environ["DATABASE_URL"] else os.path.join(_folder, "test.sqlite3")}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
RATE_STORAGE = "memory://"
STATIC_ROOT.mkdir(exist_ok=True)

"""Settings of the test runs: a data folder of its own, quick password hashing, no provider outside this machine."""

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
)

from lexora.config.settings import *  # noqa: E402, F403
from lexora.config.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A file, so that threads and other processes of a test see the same database.
DATABASES["default"]["TEST"] = {"NAME": os.path.join(_folder, "test.sqlite3")}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
RATE_STORAGE = "memory://"
STATIC_ROOT.mkdir(exist_ok=True)

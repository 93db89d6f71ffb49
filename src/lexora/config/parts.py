"""Database, cache and channel layer: what the profile decides among Django's settings."""

from typing import Any

import dj_database_url

from lexora.config.environment import Environment

SQLITE_START = (
    # WAL with NORMAL survives a killed process; a power cut may cost the last moments, never the file.
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
    "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
)
# The words of many learners lie mixed on the disk: with the default of 4, PostgreSQL takes its way through everybody's
# for cheaper than the learner's own index. Compiling a query costs more than any page's query.
POSTGRESQL_START = "-c random_page_cost=1.1 -c jit=off"
POOL_WAIT = 10  # seconds that a request waits for a connection


def database(env: Environment) -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL that is named, through a pool of connections."""
    if env.database_url:
        return _postgresql(env)
    return {
        "ENGINE": "lexora.core.sqlite",
        "NAME": env.lexora_data_dir / "lexora.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": SQLITE_START},
    }


def _postgresql(env: Environment) -> dict[str, Any]:
    # The pool belongs to the process, so a connection lives no longer than a request (`CONN_MAX_AGE` 0).
    parsed: dict[str, Any] = dict(dj_database_url.parse(env.database_url, conn_max_age=0, conn_health_checks=True))
    pool = {"min_size": 2, "max_size": env.database_pool, "timeout": POOL_WAIT}
    given = parsed.get("OPTIONS", {})
    options = f"{POSTGRESQL_START} {given.get('options', '')}".strip()
    return {**parsed, "OPTIONS": {**given, "options": options, "pool": pool}}


def cache(env: Environment) -> dict[str, Any]:
    """In memory, or in Redis. When Redis is away nothing is cached, and pages still answer."""
    if not env.redis_url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    return {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": env.redis_url,
        "KEY_PREFIX": "lexora",
        "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 2, "SOCKET_TIMEOUT": 2},
    }


def channel_layer(env: Environment) -> dict[str, Any]:
    if not env.redis_url:
        return {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    return {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [env.redis_url], "prefix": "lexora-live", "capacity": 1000, "expiry": 60},
    }

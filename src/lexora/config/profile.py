"""Which parts this installation stands on, and which combinations make sense. Pure."""

from enum import StrEnum


class Profile(StrEnum):
    EMBEDDED = "embedded"  # SQLite, everything in one process
    DATABASE = "database"  # PostgreSQL; jobs, cache and live channel in one process
    STACK = "stack"  # PostgreSQL, RabbitMQ, Redis; many processes


class WrongCombination(ValueError):  # noqa: N818 - named by what it says
    """What is set does not fit together; the text says what to change."""


def profile_of(
    *, database_url: str, amqp_url: str, redis_url: str, web_workers: int = 1, service_token: str = ""
) -> Profile:
    """The profile that follows from the settings. Raises `WrongCombination`."""
    if bool(amqp_url) != bool(redis_url):
        missing, given = ("REDIS_URL", "AMQP_URL") if amqp_url else ("AMQP_URL", "REDIS_URL")
        raise WrongCombination(f"{given} is set and {missing} is not. Set both, or neither.")
    if amqp_url and not database_url:
        raise WrongCombination(
            "AMQP_URL and REDIS_URL need a PostgreSQL database. Set DATABASE_URL, or unset both of them."
        )
    if amqp_url and not service_token:
        raise WrongCombination(
            "AMQP_URL needs SERVICE_TOKEN, the secret between the platform and its services. Set the same random"
            " text of 32 characters or more for all of them."
        )
    if web_workers > 1 and not amqp_url:
        raise WrongCombination(
            "WEB_WORKERS above 1 needs AMQP_URL and REDIS_URL: without them jobs and live updates live in one"
            " process. Set both, or WEB_WORKERS=1."
        )
    if amqp_url:
        return Profile.STACK
    return Profile.DATABASE if database_url else Profile.EMBEDDED

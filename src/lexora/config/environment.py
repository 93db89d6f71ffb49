"""Everything an administrator may set, read from the environment once and typed. `env.example` explains each line."""

import os
import secrets
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from lexora.config.profile import Profile, profile_of
from lexora_language import UnknownLanguage, enabled

ROOT = Path(__file__).resolve().parents[3]
NAME = "Lexora"
Rate = Annotated[str, Field(pattern=r"^\d+/(second|minute|hour|day)$")]


class Environment(BaseSettings):
    """The environment variables of the platform. The translation service reads its own."""

    model_config = SettingsConfigDict(
        env_file=os.environ.get("LEXORA_ENV_FILE", ROOT / ".env"), extra="ignore", frozen=True
    )

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    public_url: str = ""
    lexora_data_dir: Path = ROOT / "data"
    lexora_content_dir: Path = ROOT / "content"
    lexora_debug: bool = False
    lexora_demo: bool = True
    lexora_languages: Annotated[tuple[str, ...], NoDecode] = ("en", "uk", "el")
    lexora_log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    secret_key: str = ""
    trust_proxy: bool = False
    brand_line: str = Field(NAME, max_length=120)

    database_url: str = ""
    database_pool: int = Field(20, ge=2, le=500)
    amqp_url: str = Field("", repr=False)
    redis_url: str = Field("", repr=False)
    web_workers: int = Field(1, ge=1, le=64)
    service_token: str = Field("", repr=False)
    translation_service_url: str = "http://127.0.0.1:8001"
    media_accel: bool = False

    signup: Literal["open", "invite", "closed"] = "open"
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    email_host: str = ""
    email_port: int = Field(587, ge=1, le=65535)
    email_user: str = ""
    email_password: str = ""
    email_tls: bool = True
    default_from_email: str = "Lexora <lexora@localhost>"

    password_min_length: int = Field(10, ge=8)
    password_classes: int = Field(3, ge=1, le=4)
    password_history: int = Field(5, ge=0)
    password_expiry_days: int = Field(0, ge=0)

    rate_signin: Rate = "10/minute"
    rate_signup: Rate = "20/hour"
    rate_reset: Rate = "5/hour"
    rate_translator: Rate = "30/minute"
    rate_search: Rate = "300/minute"
    rate_print: Rate = "30/minute"
    rate_api: Rate = "1200/minute"
    rate_api_token: Rate = "10/minute"  # noqa: S105 - a rate

    jobs_interactive_threads: int = Field(4, ge=1, le=64)
    jobs_bulk_threads: int = Field(2, ge=1, le=64)
    jobs_bulk_window: int = Field(1, ge=1, le=1000)

    @field_validator("lexora_languages", mode="before")
    @classmethod
    def _known_languages(cls, value: object) -> object:
        codes = tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value
        try:
            enabled(codes)  # type: ignore[arg-type]
        except UnknownLanguage as error:
            raise ValueError(f"unknown language in LEXORA_LANGUAGES: {error}") from error
        return codes

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _host_names(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, value: str) -> str:
        if value and not value.startswith(("postgres://", "postgresql://")):
            raise ValueError("it must start with postgresql://; leave it empty for SQLite in the data folder")
        return value

    @field_validator("service_token")
    @classmethod
    def _long_enough(cls, value: str) -> str:
        if value and len(value) < 32:
            raise ValueError("it needs 32 characters or more")
        return value

    @field_validator("public_url")
    @classmethod
    def _whole_address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("PUBLIC_URL must start with http:// or https://")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        self.profile  # noqa: B018 - raises when it does not
        return self

    @property
    def profile(self) -> Profile:
        return profile_of(
            database_url=self.database_url,
            amqp_url=self.amqp_url,
            redis_url=self.redis_url,
            web_workers=self.web_workers,
            service_token=self.service_token,
        )


@cache
def read_environment() -> Environment:
    """The environment, checked; ends the start with one line for each thing to mend."""
    try:
        return Environment()
    except ValidationError as error:
        lines = [_line([str(part).upper() for part in e["loc"]], e["msg"]) for e in error.errors()]
        raise SystemExit("Lexora cannot start; mend these settings (see env.example):\n" + "\n".join(lines)) from error


def _line(where: list[str], message: str) -> str:
    return "  " + ": ".join([*where, message.removeprefix("Value error, ")])


def secret_key(environment: Environment) -> str:
    """The configured key, or one made at the first start and kept in the data folder, readable by its owner only."""
    if environment.secret_key:
        return environment.secret_key
    path = environment.lexora_data_dir / "secret_key"
    if not path.exists():
        write_secret(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def write_secret(path: Path, secret: str) -> None:
    """Create a file of mode 0600 that holds the secret. The first of several writers wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    temporary.touch(mode=0o600)
    temporary.write_text(secret)
    try:
        temporary.chmod(0o600)
        path.hardlink_to(temporary)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()

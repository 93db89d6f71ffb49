"""The settings that every service shares, from the environment. A wrong value stops the start."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).parents[3]
TOKEN_LENGTH = 32  # characters, at least


class ServiceSettings(BaseSettings):
    model_config = SettingsConfigDict(
        env_file=os.environ.get("LEXORA_ENV_FILE", REPOSITORY / ".env"),
        extra="ignore",
        env_ignore_empty=True,
        frozen=True,
    )

    amqp_url: str = Field(default="", repr=False)  # empty: calls only, no queues
    service_token: str = Field(default="", repr=False)
    service_host: str = "127.0.0.1"
    service_port: int = Field(default=0, ge=0, le=65535)  # 0: the service's own
    service_interactive_slots: int = Field(default=8, ge=1, le=256)  # typed texts in hand at once
    service_bulk_slots: int = Field(default=8, ge=1, le=256)  # batches in hand at once
    lexora_log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("amqp_url")
    @classmethod
    def _address(cls, url: str) -> str:
        if url and not url.startswith(("amqp://", "amqps://")):
            raise ValueError("AMQP_URL must begin with amqp:// or amqps://. Leave it empty for calls only.")
        return url

    @field_validator("service_token")
    @classmethod
    def _long_enough(cls, token: str) -> str:
        if token and len(token) < TOKEN_LENGTH:
            raise ValueError(f"SERVICE_TOKEN is too short. Set a random text of {TOKEN_LENGTH} characters or more.")
        return token


def check_can_serve(settings: ServiceSettings) -> None:
    """Stop the start when there is no token: anybody in the network could have texts translated and read."""
    if not settings.service_token:
        raise SystemExit(
            "SERVICE_TOKEN is not set. Set the same random text of"
            f" {TOKEN_LENGTH} characters or more for the platform and all services."
        )

"""The settings of the translation service, from the environment. A wrong value stops the start."""

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

KNOWN_PROVIDERS = ("dictionary", "google", "mymemory", "libretranslate", "freedict")
REPOSITORY = Path(__file__).parents[3]


class TranslationSettings(BaseSettings):
    model_config = SettingsConfigDict(
        env_file=os.environ.get("LEXORA_ENV_FILE", REPOSITORY / ".env"),
        extra="ignore",
        env_ignore_empty=True,
        frozen=True,
    )

    # Asked in this order; a name left out is switched off.
    translation_providers: Annotated[tuple[str, ...], NoDecode] = KNOWN_PROVIDERS
    # False: no text leaves for a server that is not the administrator's own.
    translation_outside: bool = True
    translation_timeout_seconds: float = Field(default=10, gt=0)
    translation_rate_per_second: float = Field(default=5, gt=0)  # of each outside provider
    translation_breaker_failures: int = Field(default=1, ge=1)  # in a row, until it is left alone
    translation_breaker_seconds: float = Field(default=60, gt=0)  # how long it is left alone

    google_translate_url: str = "https://translate.google.com/m"
    mymemory_url: str = "https://api.mymemory.translated.net/get"
    mymemory_email: str = ""  # gives a larger daily quota
    libretranslate_url: str = ""  # empty: there is none
    libretranslate_api_key: str = Field(default="", repr=False)
    freedict_dir: Path = Path("/usr/share/dictd")
    dictionary_file: Path = REPOSITORY / "content" / "gold_vocabulary.tsv"

    @field_validator("translation_providers", mode="before")
    @classmethod
    def _names(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip().lower() for name in value.split(",") if name.strip())
        return value

    @field_validator("translation_providers")
    @classmethod
    def _known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [name for name in names if name not in KNOWN_PROVIDERS]
        if unknown:
            raise ValueError(
                f"TRANSLATION_PROVIDERS names {', '.join(unknown)}, which is no provider. "
                f"Choose from {', '.join(KNOWN_PROVIDERS)}; leave out what should be off."
            )
        if len(set(names)) < len(names):
            raise ValueError("TRANSLATION_PROVIDERS names a provider twice. Name each once, in the order of asking.")
        return names

    @field_validator("google_translate_url", "mymemory_url", "libretranslate_url")
    @classmethod
    def _address(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("An address must begin with http:// or https://.")
        return url

"""Reads the files of `content/`: strictly, once, in their order."""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter

Words = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[a-z0-9]+)+$|^[a-z]+-\d+$", max_length=60)]
Level = Literal["A1", "A2", "B1", "B2", "C1"]
LanguageCode = Literal["en", "uk", "el"]


class Piece(BaseModel):
    """A thing in a file: unknown columns are mistakes, and nobody changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class InEach(Piece):
    """A text for people of each language of the interface."""

    en: Words
    uk: Words
    el: Words

    def inn(self, language: str) -> str:
        """The text for people of a language; English for those of another."""
        return str(getattr(self, language, self.en))


class InOthers(Piece):
    """A text in the languages other than that of what it belongs to, or in some of them."""

    en: Words | None = None
    uk: Words | None = None
    el: Words | None = None

    def inn(self, language: str) -> str:
        """The text in a language; empty when there is none."""
        return getattr(self, language, None) or ""

    @property
    def languages(self) -> set[str]:
        return set(self.model_fields_set)


PieceOf = TypeVar("PieceOf", bound=Piece)


def folder() -> Path:
    """Where the content is."""
    return Path(settings.CONTENT_DIR)


def read_yaml(path: Path, kind: Any) -> Any:
    """What a YAML file says; raises `pydantic.ValidationError`, `yaml.YAMLError` or `OSError`."""
    return TypeAdapter(kind).validate_python(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def read_tsv(path: Path, kind: type[PieceOf]) -> list[PieceOf]:
    """The rows of a table; raises `pydantic.ValidationError` or `OSError`."""
    with path.open(encoding="utf-8", newline="") as file:
        return [kind.model_validate(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def once_each(keys: Iterable[str]) -> None:
    """Raise `ValueError` when a key is there twice."""
    twice = [key for key, count in Counter(keys).items() if count > 1]
    if twice:
        raise ValueError(f"twice: {', '.join(twice)}")

"""Loads `content/shop.yaml`."""

from pathlib import Path
from typing import Annotated, Literal

import yaml
from django.db import transaction
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from lexora.learning.models import ShopItem

FILE = "shop.yaml"
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class InEachLanguage(BaseModel):
    """A text in each language of the interface."""

    model_config = ConfigDict(extra="forbid")

    en: Words
    uk: Words
    el: Words


class ItemRow(BaseModel):
    """An item of the file."""

    model_config = ConfigDict(extra="forbid")

    slug: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,39}$")]
    kind: Literal["streak_freeze", "double_xp", "profile_frame"]
    price: int = Field(gt=0)
    most: int = Field(gt=0, le=99)
    names: InEachLanguage
    descriptions: InEachLanguage


def read_items(folder: Path) -> list[ItemRow]:
    """The items of the file in its order; raises `pydantic.ValidationError`, `yaml.YAMLError` or `OSError`."""
    return TypeAdapter(list[ItemRow]).validate_python(yaml.safe_load((folder / FILE).read_text(encoding="utf-8")))


@transaction.atomic
def load(folder: Path) -> int:
    """Make the table equal to the file; safe to run again. An item that is gone from the file is retired."""
    rows = read_items(folder)
    items = [ShopItem(**row.model_dump(), position=n) for n, row in enumerate(rows)]
    fields = ["kind", "price", "most", "names", "descriptions", "position", "is_retired"]
    ShopItem.objects.update(is_retired=True)
    ShopItem.objects.bulk_create(items, update_conflicts=True, unique_fields=["slug"], update_fields=fields)
    return len(items)

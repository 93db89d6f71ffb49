"""Keyset pages: a cursor names the last row seen, so that page 2,000 costs what page 1 costs."""

import base64
import binascii
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import DateTimeField, FloatField, IntegerField, Model, Q, QuerySet

from lexora.core.days import instant_of
from lexora.core.errors import Refused

Row = TypeVar("Row", bound=Model)
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class BadCursor(Refused):
    code = "bad_cursor"


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, and the cursor of the next page; empty when this is the last."""

    rows: list[Row]
    next_cursor: str


def page_of(queryset: QuerySet[Row], *, order: Sequence[str], cursor: str, size: int) -> Page[Row]:
    """The page after `cursor`. `order` names fields, `-` before one that descends; the last must be unique."""
    queryset = queryset.order_by(*order)
    if cursor:
        queryset = queryset.filter(_after(order, _values(queryset.model, order, cursor)))
    rows = list(queryset[: size + 1])
    more = len(rows) > size
    return Page(rows=rows[:size], next_cursor=_cursor(order, rows[size - 1]) if more else "")


def _after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows behind the values: first field beyond, or equal and the next field beyond."""
    first, *rest = order
    name = first.lstrip("-")
    beyond = Q(**{f"{name}__{'lt' if first.startswith('-') else 'gt'}": values[0]})
    if not rest:
        return beyond
    # The redundant bound lets the database walk the index of the first field instead of filtering all rows.
    bound = Q(**{f"{name}__{'lte' if first.startswith('-') else 'gte'}": values[0]})
    return bound & (beyond | (Q(**{name: values[0]}) & _after(rest, values[1:])))


def _cursor(order: Sequence[str], row: Model) -> str:
    values = [getattr(row, name.lstrip("-")) for name in order]
    return base64.urlsafe_b64encode(json.dumps(values, default=datetime.isoformat).encode()).decode().rstrip("=")


def _values(model: type[Model], order: Sequence[str], cursor: str) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise BadCursor from error
    fields = [model._meta.get_field(name.lstrip("-")) for name in order]
    if not isinstance(values, list) or len(values) != len(fields) or not all(map(_may_hold, fields, values)):
        raise BadCursor
    return values


def _may_hold(field: object, value: object) -> bool:
    """Whether the value can stand in the column. A cursor is anybody's text, or one of another order."""
    if isinstance(field, IntegerField):
        return type(value) is int and abs(value) < 2**63
    if isinstance(field, FloatField):
        return type(value) is float and math.isfinite(value)
    if not isinstance(value, str) or UNSTORABLE.search(value):
        return False
    return not isinstance(field, DateTimeField) or instant_of(value) is not None

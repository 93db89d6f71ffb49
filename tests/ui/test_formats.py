"""Dates and numbers, as each language writes them."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

AT = datetime(2026, 3, 2, 15, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day", "moment", "number"),
    [
        ("en", "2 March 2026", "2 Mar 2026, 15:04", "12,345"),
        ("uk", "2 березня 2026 р.", "02.03.2026 15:04", "12\xa0345"),
        ("el", "2 Μαρτίου 2026", "02/03/2026 15:04", "12.345"),
    ],
)
def test_each_language_writes_them_its_own_way(language: str, day: str, moment: str, number: str) -> None:
    source = '{{ at|date:"DATE_FORMAT" }}|{{ at|date:"SHORT_DATETIME_FORMAT" }}|{{ n|intcomma }}'
    with translation.override(language):
        written = Template(source).render(Context({"at": AT, "n": 12345}))
    assert written == "|".join((day, moment, number))

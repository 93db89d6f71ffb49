"""Rates, traces and days."""

import logging
from datetime import UTC, date, datetime

import pytest
from pytest_django import Settings

from lexora.core import tracing
from lexora.core.days import instant_of, is_time_zone, local_day, start_of_day
from lexora.core.errors import NotFound, Refused, TooMany
from lexora.core.rate import check_rate, forget_rates

# Rates


def test_a_rate_counts_each_person_and_each_thing_alone(settings: Settings) -> None:
    settings.RATES = {"translator": "2/minute", "api": "1/minute"}
    for who in ("ann", "bob"):
        check_rate("translator", who)
        check_rate("translator", who)
        check_rate("api", who)
    with pytest.raises(TooMany) as refusal:
        check_rate("translator", "ann")
    assert refusal.value.params == {"wait": 60}
    assert refusal.value.status == 429


def test_forgetting_starts_anew(settings: Settings) -> None:
    settings.RATES = {"api": "1/hour"}
    check_rate("api", "ann")
    forget_rates()
    check_rate("api", "ann")


# Traces

GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def test_a_trace_that_came_with_the_request_goes_on() -> None:
    assert tracing.begin(GIVEN) == tracing.current() == GIVEN


@pytest.mark.parametrize(
    "given",
    [
        "",
        "nonsense",
        GIVEN + "\n",
        GIVEN.upper(),
        GIVEN.replace("00-4", "ff-4"),
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"00-4bf92f3577b34da6a3ce929d0e0e4736-{'0' * 16}-01",
    ],
)
def test_a_trace_that_is_none_is_replaced(given: str) -> None:
    begun = tracing.begin(given)
    assert begun != given
    assert tracing.TRACEPARENT.fullmatch(begun)
    assert tracing.begin("") != begun


def test_each_line_of_the_log_names_the_trace() -> None:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "text", None, None)
    tracing.begin(GIVEN)
    assert tracing.TraceFilter().filter(record)
    assert record.trace == "4bf92f3577b34da6a3ce929d0e0e4736"


# Refusals


def test_a_refusal_has_the_code_of_its_class_unless_it_is_told_another() -> None:
    assert (NotFound().code, NotFound("gone").code, Refused().code) == ("not_found", "gone", "refused")
    assert Refused("text_too_long", limit=5).params == {"limit": 5}


# Days


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        ("2026-03-02T21:59", "Europe/Kyiv", "2026-03-02"),
        ("2026-03-02T22:00", "Europe/Kyiv", "2026-03-03"),
        ("2026-07-02T20:59", "Europe/Kyiv", "2026-07-02"),
        ("2026-07-02T21:00", "Europe/Kyiv", "2026-07-03"),
        ("2026-03-03T07:59", "America/Los_Angeles", "2026-03-02"),
        ("2026-03-02T10:00", "Pacific/Kiritimati", "2026-03-03"),
        ("2026-03-02T23:59", "UTC", "2026-03-02"),
    ],
)
def test_the_day_is_the_day_of_the_place(instant: str, zone: str, day: str) -> None:
    assert local_day(datetime.fromisoformat(instant).replace(tzinfo=UTC), zone) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("day", "zone", "instant"),
    [
        ("2026-03-03", "Europe/Kyiv", "2026-03-02T22:00"),
        ("2026-03-29", "Europe/Kyiv", "2026-03-28T22:00"),  # the clocks go forward at 3
        ("2026-03-30", "Europe/Kyiv", "2026-03-29T21:00"),
        ("2026-10-25", "Europe/Kyiv", "2026-10-24T21:00"),  # and back at 4
        ("2026-10-26", "Europe/Kyiv", "2026-10-25T22:00"),
        ("2026-09-06", "America/Santiago", "2026-09-06T04:00"),  # there is no midnight: the day begins at 1
        ("2026-11-01", "America/Havana", "2026-11-01T04:00"),  # there are two midnights: it begins at the first
    ],
)
def test_a_day_begins_at_its_first_instant(day: str, zone: str, instant: str) -> None:
    begins = start_of_day(date.fromisoformat(day), zone)
    assert begins.astimezone(UTC) == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert local_day(begins.astimezone(UTC), zone) == date.fromisoformat(day)


@pytest.mark.parametrize(("name", "known"), [("Europe/Kyiv", True), ("Mars/Base", False), ("", False), ("../x", False)])
def test_a_time_zone_is_one_of_the_known(name: str, known: bool) -> None:
    assert is_time_zone(name) is known


@pytest.mark.parametrize("text", ["", "soon", "2026-03-02", "2026-03-02T12:00:00", "0001-01-01T00:00:00+14:00", "\0"])
def test_what_names_no_instant_is_none(text: str) -> None:
    assert instant_of(text) is None


def test_an_instant_is_read_as_it_is_written() -> None:
    instant = datetime(2026, 3, 2, 12, 0, 0, 7, tzinfo=UTC)
    assert instant_of(instant.isoformat()) == instant

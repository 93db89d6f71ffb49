"""Chances of recall, and how well they came true."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from math import log

import pytest

from lexora.learning.rules.cards import CardState, Grade, Line, Moment
from lexora.learning.rules.retention import Forecast, forecasts, last_day, log_loss, rmse_bins, sm2_probability

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CARD = CardState(interval=10, due=AT.date() + 10 * DAY, last_at=AT)


def forecast(probability: float, *, is_recalled: bool, days: int = 5, number: int = 2, lapses: int = 0) -> Forecast:
    return Forecast(AT.date(), probability, is_recalled, days, number, lapses)


@pytest.mark.parametrize(("days", "chance"), [(0, 1), (5, 0.9**0.5), (10, 0.9), (20, 0.81), (-3, 1)])
def test_sm2_expects_nine_of_ten_on_the_day_a_card_is_due(days: int, chance: float) -> None:
    assert sm2_probability(CARD, AT + days * DAY) == pytest.approx(chance)


def test_before_the_first_review_nothing_is_remembered() -> None:
    assert sm2_probability(CardState(), AT) == 0
    assert last_day(CardState()) is None


@pytest.mark.parametrize(
    ("due", "last_at", "expected"),
    [
        (date(2026, 3, 12), AT, date(2026, 3, 2)),
        (date(2026, 3, 13), AT, date(2026, 3, 3)),  # east of Greenwich the day had begun
        (date(2026, 3, 11), AT, date(2026, 3, 1)),  # west of it the day before was not over
        (date(2026, 3, 25), AT, date(2026, 3, 2)),  # somebody put the review off
        (date(2026, 3, 12), None, date(2026, 3, 2)),
        (None, AT, date(2026, 3, 2)),
    ],
)
def test_the_last_day_follows_from_the_due_day(due: date | None, last_at: datetime | None, expected: date) -> None:
    assert last_day(CardState(interval=10, due=due, last_at=last_at)) == expected


def test_a_card_without_an_instant_counts_from_its_day() -> None:
    card = CardState(interval=10, due=date(2026, 3, 12))
    assert sm2_probability(card, datetime(2026, 3, 12, tzinfo=UTC)) == pytest.approx(0.9)


def test_log_loss_is_the_mean_surprise() -> None:
    made = [forecast(0.9, is_recalled=True), forecast(0.9, is_recalled=False)]
    assert log_loss(made) == pytest.approx(-(log(0.9) + log(0.1)) / 2)


@pytest.mark.parametrize("is_recalled", [True, False])
def test_one_surprise_is_never_without_bounds(is_recalled: bool) -> None:
    assert log_loss([forecast(float(not is_recalled), is_recalled=is_recalled)]) == pytest.approx(-log(1e-4))


def test_errors_cancel_within_a_group_and_not_between_groups() -> None:
    alike = [forecast(0.5, is_recalled=True), forecast(0.5, is_recalled=False)]
    assert rmse_bins(alike) == 0
    apart = [forecast(0.5, is_recalled=True), forecast(0.5, is_recalled=False, lapses=1)]
    assert rmse_bins(apart) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("field", "counts"),
    # The steps of the scales: powers of 3.62 for days, 1.89 for the number, 1.73 for lapses.
    [("days", [1, 4, 14, 48, 172]), ("number", [2, 4, 7, 13, 25]), ("lapses", [0, 1, 2, 3, 6])],
)
def test_groups_begin_where_the_benchmark_begins_them(field: str, counts: list[int]) -> None:
    for before, start in pairwise(counts):
        below, there, last = ({field: count} for count in (start - 1, start, before))
        assert rmse_bins(two(below, last)) == 0
        assert rmse_bins(two(below, there)) == pytest.approx(0.5)


def two(one: dict[str, int], other: dict[str, int]) -> list[Forecast]:
    """A hit and a miss that cancel if they fall into one group."""
    return [forecast(0.5, is_recalled=True, **one), forecast(0.5, is_recalled=False, **other)]


def test_a_forecast_is_made_for_each_review_on_a_later_day() -> None:
    days = [0, 0, 3, 3, 10, 20]
    grades = [Grade.GOOD, Grade.AGAIN, Grade.AGAIN, Grade.AGAIN, Grade.HARD, Grade.AGAIN]
    lines = [Line(grade, Moment(AT + n * DAY, (AT + n * DAY).date())) for n, grade in zip(days, grades, strict=True)]
    asked: list[datetime] = []

    def predict(_card: CardState, at: datetime) -> float:
        asked.append(at)
        return 0.5

    made = list(forecasts(lines, review=lambda _card, line: CardState(last_at=line.moment.at), predict=predict))
    found = [(one.days, one.number, one.lapses, one.is_recalled) for one in made]
    assert found == [(3, 3, 0, False), (7, 5, 1, True), (10, 6, 1, False)]
    assert asked == [AT + n * DAY for n in (3, 10, 20)]
    assert [one.day for one in made] == [(AT + n * DAY).date() for n in (3, 10, 20)]

"""How figures are made of days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lexora.dashboard.rules import forecast, heat_map, popularity, series
from lexora.dashboard.rules.days import Done, answers, totals
from lexora.dashboard.rules.heat_map import LEVELS, WEEKDAYS, WEEKS
from lexora.dashboard.rules.popularity import Candidate
from lexora.dashboard.rules.retention import over_all, retention
from lexora.dashboard.rules.shares import shares

TODAY = date(2026, 3, 4)  # a Wednesday
ONE = timedelta(days=1)


def done(day: date, reviews: int = 1, **numbers: int) -> Done:
    return Done(day, reviews=reviews, **numbers)


def days_back(count: int, **numbers: int) -> list[Done]:
    """The last days, today last, each alike."""
    return [done(TODAY - ONE * n, **numbers) for n in reversed(range(count))]


# The calendar


def shown(*days: Done) -> heat_map.HeatMap:
    return heat_map.heat_map({day.day: day for day in days}, today=TODAY)


def test_the_calendar_has_a_column_for_each_week_and_ends_with_the_present_one() -> None:
    rows = shown().rows
    assert (len(rows), {len(row) for row in rows}) == (WEEKDAYS, {WEEKS})
    assert [row[-1].done.day for row in rows] == [TODAY + ONE * n for n in range(-2, 5)]
    assert all(cell.done.day.weekday() == n for n, row in enumerate(rows) for cell in row)


def test_every_day_of_the_last_year_is_there_once_and_what_is_to_come_is_marked() -> None:
    cells = [cell for row in shown().rows for cell in row]
    there = [cell.done.day for cell in cells if not cell.is_ahead]
    assert len(there) == len(set(there))
    assert {TODAY - ONE * n for n in range(365)} <= set(there)
    assert sorted(cell.done.day for cell in cells if cell.is_ahead) == [TODAY + ONE * n for n in range(1, 5)]


def test_months_are_as_wide_as_their_weeks() -> None:
    months = shown().months
    assert sum(month.weeks for month in months) == WEEKS
    assert [month.first for month in months] == sorted({month.first for month in months})
    assert {month.weeks for month in months[1:-1]} <= {4, 5}
    assert (months[-1].weeks, months[-1].has_room) == (1, False)


def test_shades_are_relative_to_what_is_usual_for_the_learner() -> None:
    for factor in (1, 40):
        days = [done(TODAY - ONE * n, reviews=factor * (n + 1)) for n in range(8)]
        cells = {cell.done.day: cell.level for row in shown(*days).rows for cell in row}
        assert [cells[day.day] for day in days] == [1, 1, 2, 2, 3, 3, 4, 4]
        assert max(cells.values()) == LEVELS


def test_idle_days_have_no_shade_and_other_activities_the_lightest() -> None:
    days = [done(TODAY, 0), done(TODAY - ONE, 0, other_activities=2), done(TODAY - ONE * 2, 0, steps=3)]
    cells = {cell.done.day: cell.level for row in shown(*days).rows for cell in row}
    assert [cells[day.day] for day in days] == [0, 1, LEVELS]
    assert cells[TODAY - ONE * 9] == 0


def test_the_calendar_sums_what_it_shows_and_nothing_older() -> None:
    year = shown(done(TODAY, 4), done(TODAY - ONE * 5, 7), done(TODAY - ONE * 800, 50))
    assert (year.totals.reviews, year.totals.active_days) == (11, 2)
    assert year.best == done(TODAY - ONE * 5, 7)
    assert shown().best is None


# Curves


@pytest.mark.parametrize(
    ("span", "unit", "points"), [("30", "day", 30), ("90", "day", 90), ("365", "week", 53), ("all", "month", 26)]
)
def test_a_long_curve_has_few_points(span: str, unit: str, points: int) -> None:
    days = days_back(740)
    made = series.series(days, span=span, today=TODAY, lifetime_xp=0)
    assert (made.unit, len(made.points)) == (unit, points)
    assert made.points[-1].first == series.start_of(TODAY, unit)


@pytest.mark.parametrize("span", series.SPANS)
def test_no_day_of_a_span_is_lost_or_counted_twice(span: str) -> None:
    days = days_back(740, reviews=3, again=1, seconds=60, xp=20)
    made = series.series(days, span=span, today=TODAY, lifetime_xp=740 * 20)
    first = made.points[0].first
    there = [day for day in days if day.day >= first]
    assert sum(point.reviews for point in made.points) == 3 * len(there) == made.totals.reviews
    assert sum(point.passed for point in made.points) == 2 * len(there)
    assert sum(point.seconds for point in made.points) == 60 * len(there) == made.totals.seconds
    assert made.xp == 20 * len(there)


@pytest.mark.parametrize("span", series.SPANS)
def test_the_curve_of_xp_ends_with_what_the_learner_has(span: str) -> None:
    made = series.series(days_back(400, xp=10), span=span, today=TODAY, lifetime_xp=9_000)
    totals_ = [point.xp_total for point in made.points]
    assert totals_[-1] == 9_000
    assert totals_ == sorted(totals_)
    assert totals_[0] == 9_000 - sum(point.xp for point in made.points[1:])


def test_everything_begins_with_the_first_day_but_is_never_a_dot() -> None:
    assert len(series.series([], span="all", today=TODAY, lifetime_xp=0).points) == series.SHORTEST
    assert len(series.series(days_back(12), span="all", today=TODAY, lifetime_xp=0).points) == 12


def test_months_follow_each_other_over_the_end_of_a_year() -> None:
    found = series.starts(date(2025, 11, 1), date(2026, 2, 28), series.MONTH)
    assert found == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


def test_answers_and_totals_are_sums() -> None:
    days = [done(TODAY, 10, again=1, hard=2, good=4, easy=3), done(TODAY - ONE, 0, steps=2, seconds=9)]
    assert answers(days).total == 10
    assert [(share.name, share.count) for share in answers(days).shares] == [
        ("again", 1), ("hard", 2), ("good", 4), ("easy", 3),
    ]  # fmt: skip
    assert (totals(days).reviews, totals(days).active_days, totals(days).per_active_day) == (12, 2, 6)
    assert totals([]).per_active_day == 0


def test_shares_fill_the_bar_and_leave_out_what_is_empty() -> None:
    parts = shares([("a", 1), ("b", 0), ("c", 3)])
    assert [(part.name, part.begin, part.percent) for part in parts] == [("a", 0, 25), ("c", 25, 75)]
    assert shares([("a", 0)]) == []


# Retention and forecast


def test_retention_is_what_was_remembered_of_known_cards_month_by_month() -> None:
    days = [
        done(date(2026, 1, 5), 20, mature=10, mature_passed=9),
        done(date(2026, 1, 31), 20, mature=10, mature_passed=7)._replace(predicted=9.0),
        done(date(2026, 3, 1), 5, mature=4, mature_passed=4)._replace(predicted=3.6),
    ]
    january, february, march = retention(days, today=TODAY)
    assert (january.month, january.rate, january.expected) == (date(2026, 1, 1), 80, 45)
    assert (february.rate, february.expected) == (None, None)
    assert (march.rate, march.expected) == (100, 90)
    overall = over_all([january, february, march])
    assert overall
    assert (overall.reviews, overall.passed) == (24, 20)


def test_retention_looks_back_a_year_and_begins_where_there_is_something() -> None:
    old, new = done(date(2025, 3, 31), 1, mature=1), done(date(2025, 4, 1), 1, mature=1)
    assert next(month.month for month in retention([old, new], today=TODAY)) == date(2025, 4, 1)
    assert retention([old, done(TODAY)], today=TODAY) == []
    assert over_all([]) is None


def test_what_is_overdue_comes_today() -> None:
    due = {TODAY - ONE * 3: 2, TODAY: 1, TODAY + ONE * 29: 5, TODAY + ONE * 30: 9}
    ahead = forecast.forecast(due, today=TODAY)
    assert (ahead[0].day, ahead[0].cards, ahead[-1].cards, len(ahead)) == (TODAY, 3, 5, forecast.DAYS)


# What is popular


def candidate(*, learners: int = 1, score: float = 1, shared: bool = False, curated: str = "") -> Candidate:
    return Candidate("en", f"{learners}{score}", learners, score, 1, 1 if shared else None, curated or None)


@pytest.mark.parametrize(
    ("one", "is_shown"),
    [
        (candidate(learners=1, score=99), False),
        (candidate(learners=popularity.LEARNERS - 1, score=99), False),
        (candidate(learners=popularity.LEARNERS), True),
        (candidate(shared=True), True),
        (candidate(curated="apple"), True),
    ],
)
def test_a_text_is_shown_only_when_it_is_nobodys_own(one: Candidate, is_shown: bool) -> None:
    assert one.may_be_shown is is_shown
    assert popularity.most_popular([one], limit=5) == ([one] if is_shown else [])


def test_the_best_come_first_and_no_more_than_asked_for() -> None:
    few, many = candidate(shared=True, score=2), candidate(shared=True, score=3)
    assert popularity.most_popular([few, many, candidate(score=50)], limit=1) == [many]


def test_weights_halve_in_two_weeks_and_end_with_the_window() -> None:
    assert [popularity.decay(weeks) for weeks in (0, 2, 4)] == [1, 0.5, 0.25]
    now = datetime(2026, 3, 4, tzinfo=UTC)
    steps = popularity.steps(now)
    assert [left for _since, left in steps] == sorted((left for _since, left in steps), reverse=True)
    assert steps[-1][0] == now - popularity.WINDOW

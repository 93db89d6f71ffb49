"""A year of somebody's practice, for pictures and measurements: `python -m tools.living EMAIL`.

Works on the data folder that the environment names. Nothing of it is true but its shape: more on some weekdays, a
holiday, a freeze, curves that grow.
"""

import os
import random
import sys
from collections.abc import Sequence
from datetime import date, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lexora.config.settings")
import django

django.setup()

from django.utils import timezone  # noqa: E402

from lexora.accounts.actions import create_user  # noqa: E402
from lexora.accounts.models import User  # noqa: E402
from lexora.core.days import local_day, start_of_day  # noqa: E402
from lexora.dashboard.actions import take_snapshot  # noqa: E402
from lexora.learning.models import Card, Day, OwnedItem, Progress, ShopItem, Standing  # noqa: E402
from lexora.learning.rules import periods  # noqa: E402
from lexora.learning.rules.streaks import run_back  # noqa: E402
from lexora.library.actions import add_words  # noqa: E402
from lexora.library.queries import curated_words, turned_words  # noqa: E402
from lexora.words import actions as words  # noqa: E402
from lexora.words.models import Entry  # noqa: E402

YEAR = 365
CARDS = 400
FRIENDS = ("maria", "taras", "eleni", "john")
ONE_DAY = timedelta(days=1)


def main() -> None:
    user = User.objects.get(email=sys.argv[1])
    dice = random.Random(7)
    today = local_day(timezone.now(), user.time_zone)
    take_curated_words(user, dice, count=CARDS)
    practise_for(user, dice, today=today, length=YEAR)
    make_cards(user, dice, today=today)
    make_friends(dice)
    take_snapshot(now=timezone.now())


def practise_for(user: User, dice: random.Random, *, today: date, length: int, reviews: int = 0) -> None:
    """Days with all their numbers, and the progress they come to; as many reviews in all as asked for, if asked."""
    done = [made for n in range(length) if (made := day_of(user, dice, today - ONE_DAY * (length - 1 - n), n))]
    if reviews:
        scale(done, reviews)
    Day.objects.bulk_create(done, batch_size=1000)
    active = {day.day for day in done if day.is_active}
    frozen = {day.day for day in done if day.is_frozen}
    streak, _first = run_back(active, frozen, last=today)
    xp = sum(day.xp for day in done)
    numbers = {"lifetime_xp": xp, "wallet_xp": xp // 3, "streak": streak, "longest_streak": streak}
    Progress.objects.update_or_create(user=user, defaults={**numbers, "last_active_on": today})
    stand(user, done, streak=streak, today=today)


def stand(user: User, done: Sequence[Day], *, streak: int, today: date) -> None:
    """The rows of the leaderboard that such days come to; each learning language has an equal share of them."""
    languages = ["", *user.learning_languages]
    for name in periods.NAMES:
        period = periods.period(name, today)
        xp = sum(day.xp for day in done if periods.period(name, day.day) == period)
        shares = {code: xp // len(user.learning_languages) if code else xp for code in languages}
        Standing.objects.bulk_create(
            Standing(user=user, period=period, language=code, xp=share, streak=streak, reached_at=timezone.now())
            for code, share in shares.items()
        )


def dress(user: User, slug: str, *, today: date) -> None:
    """Let somebody wear a frame."""
    item = ShopItem.objects.get(slug=slug)
    OwnedItem.objects.create(user=user, item=item, kind=item.kind, quantity=1, is_equipped=True, acquired_on=today)


def day_of(user: User, dice: random.Random, day: date, number: int) -> Day | None:
    """One day; nothing on a day off."""
    is_holiday = 200 <= number < 212
    if number == 330:
        return Day(user=user, day=day, is_frozen=True)
    if is_holiday or (number < 325 and dice.random() < (0.3 if day.weekday() >= 5 else 0.1)):
        return None
    return filled(Day(user=user, day=day), dice, reviews=round(dice.gauss(18 + number / 20, 8)) + 4, number=number)


def filled(day: Day, dice: random.Random, *, reviews: int, number: int) -> Day:
    """A day of so many reviews, its other numbers in keeping."""
    day.reviews = max(3, reviews)
    day.again, day.hard = round(day.reviews * dice.uniform(0.06, 0.14)), round(day.reviews * 0.1)
    day.easy = round(day.reviews * 0.18)
    day.good = day.reviews - day.again - day.hard - day.easy
    day.new = min(day.reviews, 5)
    day.mature = round(day.reviews * min(0.7, number / 300))
    day.mature_passed = round(day.mature * min(1, dice.gauss(0.9, 0.03)))
    day.predicted = day.mature * 0.91
    day.seconds = day.reviews * dice.randint(6, 11)
    day.xp = day.hard * 5 + day.good * 10 + day.easy * 15
    return day


def scale(days: Sequence[Day], reviews: int) -> None:
    """Let the days have so many reviews together."""
    dice, active = random.Random(1), [day for day in days if day.is_active]
    for n, day in enumerate(active):
        filled(day, dice, reviews=reviews // len(active) + (n < reviews % len(active)), number=n)


def take_curated_words(user: User, dice: random.Random, *, count: int) -> None:
    """So many curated words, of each language that is learnt, added over the year."""
    rows = list(curated_words().order_by("position")[: 2 * count])
    learnt = [code for code in user.learning_languages if code in ("en", "uk", "el")]
    chosen = [turned_words({code: row}, wanted=[user.native_language])[0]
              for row in dice.sample(rows, min(count, len(rows))) for code in [dice.choice(learnt)]]  # fmt: skip
    add_words(chosen, owner=user, now=timezone.now())


def make_cards(user: User, dice: random.Random, *, today: date) -> None:
    """Cards for most entries, at every stage, some of them hard."""
    entries = list(Entry.objects.filter(owner=user, deleted_at=None).order_by("id"))
    cards = [card_of(user, entry, dice, today=today) for entry in entries if dice.random() < 0.8]
    for card in cards:
        entry = card.entry
        entry.learning_state, entry.ease = card.state, card.ease
        entry.due_at = start_of_day(card.due_on, user.time_zone)
    Card.objects.bulk_create(cards, batch_size=1000)
    Entry.objects.bulk_update([card.entry for card in cards], ["learning_state", "ease", "due_at"], batch_size=500)


def card_of(user: User, entry: Entry, dice: random.Random, *, today: date) -> Card:
    interval = max(1, round(dice.expovariate(1 / 25)))
    answers = dice.randint(2, 14)
    ease = round(min(3.5, max(1.3, dice.gauss(2.5, 0.35))), 2)
    return Card(
        user=user,
        entry=entry,
        state=Card.State.LEARNING if interval < 3 else Card.State.REVIEW,
        due_on=today + timedelta(days=dice.randint(min(1, 3 - interval), interval)),
        last_review_on=today - ONE_DAY,
        interval=interval,
        ease=ease,
        repetitions=answers,
        lapses=max(0, round((2.2 - ease) * 6)),
        total_reviews=answers + 8,
        correct_reviews=round((answers + 8) * min(1, ease / 3)),
    )


def make_friends(dice: random.Random) -> None:
    """Others who share words, and copy them from each other."""
    now = timezone.now()
    today = local_day(now, "UTC")
    rows = list(curated_words().order_by("position")[:40])
    shared: list[Entry] = []
    for name in FRIENDS:
        friend = create_user(
            email=f"{name}@example.com", password=f"Correct-Horse-{name}", native="uk", learning=["en", "el"], now=now
        )
        words.share_whole_list(friend, shares=True)
        practise_for(friend, dice, today=today, length=dice.randint(5, YEAR))
        chosen = [turned_words({dice.choice(("en", "el")): row}, wanted=["uk"])[0] for row in dice.sample(rows, 14)]
        add_words(chosen, owner=friend, now=now)
        for entry in dice.sample(shared, min(5, len(shared))):
            words.copy_entry(entry, owner=friend, now=now)
        shared += list(Entry.objects.filter(owner=friend, deleted_at=None)[:6])
    dress(User.objects.get(email=f"{FRIENDS[0]}@example.com"), "frame-gold", today=today)
    dress(User.objects.get(email=f"{FRIENDS[2]}@example.com"), "frame-aurora", today=today)


if __name__ == "__main__":
    main()

"""Whoever practised before days and XP were counted gets them from the log: once a card and day, as from now on."""

from collections import defaultdict
from datetime import timedelta

from django.db import migrations
from django.db.models import Count, Max, Q

XP = {0: 0, 1: 5, 2: 10, 3: 15}
KEY = "before-the-ledger"


def forwards(apps, schema_editor):
    Review = apps.get_model("learning", "Review")
    for user_id in list(Review.objects.order_by("user").values_list("user", flat=True).distinct()):
        days = _days(apps, user_id)
        _progress(apps, user_id, days)
        _cards(apps, user_id)


def _days(apps, user_id):
    Review, Day = apps.get_model("learning", "Review"), apps.get_model("learning", "Day")
    rows = Review.objects.filter(user=user_id).values("local_day").order_by("local_day")
    days = [
        Day(user_id=user_id, day=row.pop("local_day"), **row)
        for row in rows.annotate(
            reviews=Count("pk"),
            new=Count("pk", filter=Q(was_new=True)),
            again=Count("pk", filter=Q(grade=0)),
            hard=Count("pk", filter=Q(grade=1)),
            good=Count("pk", filter=Q(grade=2)),
            easy=Count("pk", filter=Q(grade=3)),
        )
    ]
    earned = defaultdict(int)
    seen = set()
    for entry, day, grade in Review.objects.filter(user=user_id).order_by("id").values_list("entry", "local_day", "grade"):
        if (entry, day) not in seen:
            seen.add((entry, day))
            earned[day] += XP[grade]
    for day in days:
        day.xp = earned[day.day]
    Day.objects.bulk_create(days, batch_size=200)
    return days


def _progress(apps, user_id, days):
    Progress, XpEntry = apps.get_model("learning", "Progress"), apps.get_model("learning", "XpEntry")
    Standing, Review = apps.get_model("learning", "Standing"), apps.get_model("learning", "Review")
    total, last, best, run = sum(day.xp for day in days), None, 0, 0
    for day in days:
        run = run + 1 if last and day.day - last == timedelta(days=1) else 1
        best, last = max(best, run), day.day
    Progress.objects.create(
        user_id=user_id, lifetime_xp=total, wallet_xp=total, streak=run, longest_streak=best, last_active_on=last
    )
    at = Review.objects.filter(user=user_id).aggregate(at=Max("reviewed_at"))["at"]
    if total:
        XpEntry.objects.create(
            user_id=user_id, key=KEY, reason="practice", amount=total, lifetime=total, local_day=last, created_at=at
        )
        is_listed = Progress.objects.filter(user=user_id, user__is_active=True, user__is_demo=False).exists()
        Standing.objects.create(user_id=user_id, xp=total, streak=run, reached_at=at, is_listed=is_listed)


def _cards(apps, user_id):
    Card, Review = apps.get_model("learning", "Card"), apps.get_model("learning", "Review")
    last, lapses, states = {}, defaultdict(int), {}
    log = Review.objects.filter(user=user_id).order_by("id").values_list("entry", "reviewed_at", "grade", "state_after")
    for entry, at, grade, after in log.iterator():
        lapses[entry] += grade == 0 and states.get(entry) == "review"
        last[entry], states[entry] = at, after
    cards = list(Card.objects.filter(user=user_id))
    for card in cards:
        card.last_review_at, card.lapses = last.get(card.entry_id), lapses[card.entry_id]
    Card.objects.bulk_update(cards, ["last_review_at", "lapses"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("learning", "0003_game_and_schedulers")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]

"""The shop and the inventory: what is for sale has its effect, a click counts once, and the books agree."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum
from django.test import Client
from django.utils import timezone, translation
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.learning import actions, content, queries
from lexora.learning.actions import Earned, NotEnoughXp, NothingToUse, OwnsEnough
from lexora.learning.models import OwnedItem, Progress, ShopItem, XpEntry
from lexora.learning.rules import Grade, xp
from lexora.learning.rules.frames import FRAMES, frame_of
from lexora.learning.templatetags.game import signed
from tests.clients import HTMX, browser_of
from tests.factories import NOW, make_entry, make_item, make_user
from tests.threads import at_once

CONTENT = Path(__file__).parents[2] / "content"
STYLES = Path(content.__file__).parents[1] / "ui" / "static" / "ui" / "css"
SLUGS = [row.slug for row in content.read_items(CONTENT)]


def earn(user: User, amount: int, *, key: str = "gift") -> None:
    actions.award(user, Earned(key, xp.BONUS, amount), now=NOW)


def review(user: User, text: str, *, now: Any = NOW) -> None:
    entry = make_entry(user, text, language="en")
    actions.grade_entry(user=user, entry=entry, grade=Grade.GOOD, key=text, now=now)


def agrees(user: User) -> bool:
    """Whether the sums are those of the ledger, and nothing is below zero."""
    progress = Progress.objects.get(pk=user.pk)
    sums = XpEntry.objects.filter(user=user).aggregate(wallet=Sum("amount"), lifetime=Sum("lifetime"))
    is_possible = progress.wallet_xp >= 0 and progress.lifetime_xp >= progress.wallet_xp
    return is_possible and sums == {"wallet": progress.wallet_xp, "lifetime": progress.lifetime_xp}


# Everything that is for sale does something


def keeps_the_streak(user: User, item: ShopItem) -> None:
    review(user, "first")
    actions.buy(user, item, key="k", now=NOW)
    review(user, "third", now=NOW + timedelta(days=2))
    assert queries.standing_of(user, now=NOW + timedelta(days=2)).streak.days == 2
    assert OwnedItem.objects.get(user=user).quantity == 0


def doubles_five_reviews(user: User, item: ShopItem) -> None:
    actions.buy(user, item, key="k", now=NOW)
    actions.use_booster(user)
    before = queries.standing_of(user, now=NOW).lifetime
    for n in range(6):
        review(user, f"word{n}")
    assert queries.standing_of(user, now=NOW).lifetime - before == 5 * 20 + 10


def is_seen(user: User, item: ShopItem) -> None:
    actions.buy(user, item, key="k", now=NOW)
    look = f"lx-frame--{frame_of(item.slug)}"
    assert frame_of(item.slug) in FRAMES
    assert f".{look} " in (STYLES / "surfaces.css").read_text()
    for page in ("/my/leaderboard", f"/u/{user.handle}"):
        other = browser_of(make_user()).get(page).content.decode()
        assert look in other, page
    assert f"lx-avatar--s lx-frame {look}" in browser_of(user).get("/privacy").content.decode()


EFFECTS = {"streak_freeze": keeps_the_streak, "double_xp": doubles_five_reviews, "profile_frame": is_seen}


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_is_for_sale_that_has_no_effect(slug: str, ann: User) -> None:
    content.load(CONTENT)
    earn(ann, 500)
    item = ShopItem.objects.get(slug=slug)
    EFFECTS[item.kind](ann, item)


# Buying


@pytest.fixture
def page(ann: User) -> Client:
    return browser_of(ann)


def test_the_shop_says_what_things_cost_what_one_has_and_what_is_missing(page: Client, ann: User) -> None:
    make_item("streak-freeze", price=50), make_item("frame-gold", price=100)
    earn(ann, 70)
    shown = page.get("/my/shop").content.decode()
    assert "Buy for 50 XP" in shown
    assert "You have 0 of 3." in shown
    assert "30 XP more needed" in shown
    assert re.search(r'id="buy-frame-gold"\s+aria-disabled="true"', shown)
    assert "<strong>70</strong>" in shown


def test_names_are_in_the_language_of_the_interface(ann: User) -> None:
    content.load(CONTENT)
    ann.interface_language = "uk"
    ann.save()
    assert "Заморозка серії" in browser_of(ann).get("/my/shop").content.decode()


def test_a_double_click_buys_once(page: Client, ann: User) -> None:
    make_item(price=50)
    earn(ann, 200)
    key = page.get("/my/shop").context["key"]
    answers = [page.post("/my/shop/streak-freeze/buy", {"key": key}, headers=HTMX) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert "Bought: streak-freeze." in answers[0].content.decode()
    assert 'id="own-avatar" hx-swap-oob="true"' in answers[0].content.decode()
    assert queries.shop_of(ann).wallet == 150
    assert OwnedItem.objects.get(user=ann).quantity == 1


def test_one_key_does_not_stand_for_two_things(page: Client, ann: User) -> None:
    make_item("streak-freeze"), make_item("double-xp")
    earn(ann, 200)
    for slug in ("streak-freeze", "double-xp"):
        page.post(f"/my/shop/{slug}/buy", {"key": "same"})
    assert OwnedItem.objects.filter(user=ann, quantity=1).count() == 2


def test_without_script_one_is_led_back_to_the_shop(page: Client, ann: User) -> None:
    make_item()
    earn(ann, 60)
    answer = page.post("/my/shop/streak-freeze/buy", {"key": "k"}, follow=True)
    assert answer.redirect_chain == [("/my/shop", 302)]
    assert "Bought: streak-freeze." in answer.content.decode()


@pytest.mark.parametrize(
    ("slug", "form", "status", "text"),
    [
        ("streak-freeze", {"key": "k"}, 409, "This costs 50 XP, and you have 0."),
        ("streak-freeze", {}, 400, "The request could not be read."),
        ("retired", {"key": "k"}, 404, "There is nothing here"),
        ("unknown", {"key": "k"}, 404, "There is nothing here"),
    ],
)
def test_what_cannot_be_bought_says_why(page: Client, slug: str, form: dict[str, str], status: int, text: str) -> None:
    make_item(), make_item("retired", kind="double_xp", is_retired=True)
    answer = page.post(f"/my/shop/{slug}/buy", form, headers=HTMX)
    assert answer.status_code == status
    assert text in answer.content.decode()


def test_one_may_own_so_many_and_no_more(ann: User) -> None:
    item = make_item(most=2)
    earn(ann, 200)
    for n in range(2):
        actions.buy(ann, item, key=str(n), now=NOW)
    with pytest.raises(OwnsEnough):
        actions.buy(ann, item, key="2", now=NOW)
    assert queries.shop_of(ann).offers[0].is_full
    assert "You have all you can own" in browser_of(ann).get("/my/shop").content.decode()
    assert agrees(ann)


def test_spending_lowers_neither_level_nor_place(ann: User, bob: User) -> None:
    item = make_item(price=100)
    earn(ann, 120), earn(bob, 110)
    before = queries.standing_of(ann, now=NOW).level
    actions.buy(ann, item, key="k", now=NOW)
    assert queries.standing_of(ann, now=NOW).level == before
    assert [place.user for place in queries.board(ann, now=NOW).places] == [ann, bob]


# The inventory


def test_an_empty_inventory_leads_to_the_shop_and_to_practice(page: Client) -> None:
    shown = page.get("/my/inventory").content.decode()
    assert "You don’t own anything yet" in shown
    assert "No XP yet." in shown


def test_a_booster_is_started_once(page: Client, ann: User) -> None:
    earn(ann, 100)
    actions.buy(ann, make_item("double-xp"), key="k", now=NOW)
    answer = page.post("/my/inventory/booster", headers=HTMX)
    assert "On for 5 more reviews that earn XP" in answer.content.decode()
    assert page.post("/my/inventory/booster", headers=HTMX).status_code == 409
    assert (queries.inventory_of(ann).boosters, queries.inventory_of(ann).booster_left) == (0, 5)


def test_nobody_starts_a_booster_they_do_not_have(ann: User) -> None:
    with pytest.raises(NothingToUse):
        actions.use_booster(ann)


def test_a_frame_is_taken_off_and_another_takes_its_place(page: Client, ann: User) -> None:
    earn(ann, 200)
    gold, olive = (actions.buy(ann, make_item(f"frame-{n}"), key=n, now=NOW) for n in ("gold", "olive"))
    assert queries.things_of([ann.pk])[ann.pk].frame == "gold"
    page.post(f"/my/inventory/{olive.pk}/wear", {"worn": "yes"}, headers=HTMX)
    assert queries.things_of([ann.pk])[ann.pk].frame == "olive"
    answer = page.post(f"/my/inventory/{olive.pk}/wear", {"worn": "no"}, headers=HTMX)
    assert "Your frame is off." in answer.content.decode()
    assert queries.things_of([ann.pk])[ann.pk].frame == ""
    assert page.post(f"/my/inventory/{gold.pk}/wear").status_code == 302


def test_only_frames_of_ones_own_can_be_worn(page: Client, ann: User, bob: User) -> None:
    earn(ann, 100), earn(bob, 100)
    foreign = actions.buy(bob, make_item("frame-gold"), key="k", now=NOW)
    freeze = actions.buy(ann, make_item(), key="k", now=NOW)
    for number in (foreign.pk, freeze.pk, 0, 2**63):
        assert page.post(f"/my/inventory/{number}/wear").status_code == 404


def test_the_ledger_says_where_xp_came_from_page_by_page(page: Client, ann: User) -> None:
    for n in range(25):
        review(ann, f"word{n:02}")
    actions.buy(ann, make_item(names={"en": "Ice"}), key="k", now=NOW)
    first = page.get("/my/inventory")
    assert "Bought in the shop" in first.content.decode()
    assert "Ice" in first.content.decode()
    assert "−50 XP" in first.content.decode()
    assert "word06" in first.content.decode()
    assert "word05" not in first.content.decode()
    more = page.get("/my/inventory", {"cursor": first.context["page"].next_cursor}, headers=HTMX).content.decode()
    assert "word05" in more
    assert "<html" not in more
    assert page.get("/my/inventory?cursor=x").status_code == 400


@pytest.mark.parametrize(
    ("language", "amount", "said"),
    [("en", -50, "−50"), ("en", 10000, "+10,000"), ("el", 10000, "+10.000"), ("en", 0, "0")],
)
def test_amounts_have_a_sign_and_are_grouped(language: str, amount: int, said: str) -> None:
    with translation.override(language):
        assert signed(amount) == said


# The books


WORKS = st.lists(st.tuples(st.sampled_from(["earn", "buy", "spend"]), st.integers(0, 3)), min_size=1, max_size=8)


@pytest.mark.django_db(transaction=True)
@given(works=WORKS)
@hypothesis_settings(
    max_examples=15, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_happens_at_once_loses_and_invents_no_xp(works: list[tuple[str, int]]) -> None:
    user = make_user()
    earn(user, 100)
    item = make_item(f"frame-{user.pk}", kind="double_xp", price=30, most=2)

    def do(what: str, key: int) -> bool:
        try:
            match what:
                case "earn":
                    actions.award(user, Earned(f"e{key}", xp.BONUS, 10 * key), now=NOW)
                case "buy":
                    actions.buy(user, item, key=str(key), now=NOW)
                case _:
                    actions.spend(user, key=f"s{key}", reason=xp.STAKE, amount=40, now=NOW)
        except Refused:
            return False
        return True

    at_once(*[lambda work=work: do(*work) for work in works])  # type: ignore[misc]
    assert agrees(user)
    earned = sum(10 * key for what, key in set(works) if what == "earn")
    assert Progress.objects.get(pk=user.pk).lifetime_xp == 100 + earned
    owned = sum(OwnedItem.objects.filter(user=user).values_list("quantity", flat=True))
    assert owned == XpEntry.objects.filter(user=user, reason=xp.PURCHASE).count() <= item.most


@pytest.mark.django_db(transaction=True)
def test_the_last_xp_is_spent_once() -> None:
    user, item = make_user(), make_item(price=50)
    earn(user, 50)

    def buy(key: str) -> bool:
        try:
            actions.buy(user, item, key=key, now=timezone.now())
        except NotEnoughXp:
            return False
        return True

    assert sorted(at_once(*[lambda n=n: buy(str(n)) for n in range(4)])) == [False, False, False, True]  # type: ignore[misc]
    assert agrees(user)

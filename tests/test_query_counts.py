"""No page asks the database more often because it shows more rows."""

from random import Random
from uuid import UUID

from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lexora.accounts.models import User
from lexora.accounts.tokens import make_token
from lexora.learning import actions as learning
from lexora.learning.actions import Earned
from lexora.learning.rules import Grade, xp
from lexora.library.actions import exercises
from lexora.library.queries.exercises import Wishes
from lexora.library.queries.gold_texts import forget_gold_words
from lexora.notifications import actions as notifications
from lexora.words import actions as words
from lexora.words.models import Entry
from tests.clients import body_of, browser_of, program_of
from tests.factories import NOW, make_entry, make_item, make_user, make_word

MOST = 12  # queries of one page

PAGES = (
    "/",
    "/my/profile",
    "/my/practice",
    "/my/practice?shell=1",
    "/my/practice/queue",
    "/my/practice/summary",
    "/my/practice/settings",
    "/my/practice/settings/progress",
    "/my/notifications",
    "/my/notifications?show=unread",
    "/my/notifications/latest",
    "/my/notifications/settings",
    "/my/vocabulary",
    "/my/vocabulary?q=word",
    "/my/vocabulary?q=wrod",
    "/my/vocabulary?sort=az&status=all&language=en",
    "/my/vocabulary?sort=hardest",
    "/my/vocabulary/shared",
    "/my/vocabulary/print",
    "/my/vocabulary/print/options",
    "/my/shop",
    "/my/inventory",
    "/my/leaderboard",
    "/my/leaderboard?period=week&language=en",
    "/u/ann",
    "/my/grammar-practice",
    "/my/grammar-practice?language=en&category=tenses",
    "/my/sentence-builder",
    "/my/grammar-practice/{set}",
    "/my/dashboard",
    "/my/dashboard?span=all",
    "/my/dashboard/words",
    "/dashboard",
    "/useful-words",
    "/useful-words?language=el&level=A1&sort=az",
    "/useful-words?q=word",
    "/useful-words/level/A1?language=en",
    "/grammar",
    "/grammar?q=perfect",
    "/grammar/tenses",
    "/grammar/irregular-verbs?q=went",
    "/idioms",
    "/idioms/en-look-after",
    "/phrasebook",
    "/phrasebook/airport",
    "/search?q=word",
    "/search?q=wrod",
    "/my/vocabulary/{entry}",
    "/my/practice/{entry}/edit",
)
OPERATIONS = (
    "/api/v1/entries?limit=100",
    "/api/v1/entries?q=word",
    "/api/v1/reviews/due?limit=100",
    "/api/v1/entries/{entry}",
    "/api/v1/notifications?limit=100",
    "/api/v1/xp?limit=100",
    "/api/v1/leaderboard?limit=100",
    "/api/v1/gold-words?limit=100",
    "/api/v1/gold-words?q=word&language=el",
    "/api/v1/grammar",
    "/api/v1/grammar/tenses",
    "/api/v1/stats",
    "/api/v1/print/vocabulary",
    "/api/v1/stats/days",
)
TABLES = (
    "words/entry",
    "words/translation",
    "words/tag",
    "words/collection",
    "jobs/job",
    "learning/card",
    "learning/progress",
    "learning/xpentry",
    "learning/shopitem",
    "notifications/notification",
    "notifications/preference",
    "accounts/user",
    "accounts/invitation",
    "account/emailaddress",
)


def fill(ann: User, rows: range) -> Entry:
    """Entries with everything that rows show, Ann's own and shared ones of others."""
    for n in rows:
        make_word(f"word{n:02}")
        entry = make_entry(ann, f"word{n:02}", language="en", translations={"uk": f"слово{n}"})
        words.set_tags(entry, ["all", f"tag{n}"])
        words.set_collections(entry, ["all", f"list{n}"])
        words.add_media_link(entry, url="https://example.com")
        if n % 2:
            learning.grade_entry(user=ann, entry=entry, grade=Grade.AGAIN, key=str(n), now=NOW)
        friend = make_user()
        words.share_whole_list(friend, shares=True)
        make_entry(friend, f"shared{n:02}", language="en")
        learning.award(friend, Earned("gift", xp.BONUS, 100 + n, "en"), now=timezone.now())
        learning.award(ann, Earned(f"gift{n}", xp.BONUS, 5, "en"), now=timezone.now())
        learning.buy(friend, make_item(f"frame-{n}"), key="k", now=timezone.now())
        make_token(ann, name=f"Program {n}", now=timezone.now())  # which is told, so Ann has as many notifications
        notifications.choose(friend, {"word_copied": "off"})
    return entry


def begin_set(ann: User) -> UUID:
    """A set with one exercise done."""
    given = exercises.start_set(ann, kind="cloze", wishes=Wishes(), dice=Random(1), now=timezone.now())
    exercises.answer(ann, kind="cloze", set_id=given.set_id, text="x", now=timezone.now())
    return given.set_id


def grown(few: dict[str, int], many: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Where more rows cost more queries: how many before and after."""
    return {address: (few[address], many[address]) for address in few if many[address] > few[address]}


def queries_of(address: str, user: User) -> int:
    client = program_of(user) if address.startswith("/api") else browser_of(user)
    body_of(client.get(address))  # the first request of a process fills caches
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(address)
        body_of(answer)
    assert answer.status_code == 200
    return len(captured)


def test_a_page_asks_as_often_for_thirty_rows_as_for_one(ann: User) -> None:
    entry, begun = fill(ann, range(1, 2)), begin_set(ann)
    addresses = [address.format(entry=entry.pk, set=begun) for address in (*PAGES, *OPERATIONS)]
    few = {address: queries_of(address, ann) for address in addresses}
    fill(ann, range(2, 31))
    for position in range(2, 10):
        exercises.answer(ann, kind="cloze", set_id=begun, position=position, text="x", now=timezone.now())
    forget_gold_words()
    many = {address: queries_of(address, ann) for address in addresses}
    assert grown(few, many) == {}
    assert {address: count for address, count in many.items() if count > MOST} == {}


def test_the_start_page_of_who_has_everything_asks_no_more_than_that(ann: User, settings: LazySettings) -> None:
    settings.MAIL_IS_SET_UP = True
    fill(ann, range(1, 4))
    drafts = [words.Draft(text=f"many{n}", language="en") for n in range(120)]
    assert sum(len(batch) for batch in words.add_entries(owner=ann, drafts=drafts, now=NOW)) == 120
    assert queries_of("/", ann) <= MOST


def test_first_words_in_three_languages_ask_as_often_as_in_one(db: None) -> None:
    newcomer = make_user(native="de", learning=("en",), onboarded_at=None, onboarding_step=2)
    make_word("apple")
    few = queries_of("/welcome/words", newcomer)
    for n in range(30):
        make_word(f"word{n}")
    User.objects.update(learning_languages=["en", "uk", "el"])
    assert queries_of("/welcome/words", newcomer) <= few <= MOST


def test_so_does_the_administration(ann: User) -> None:
    administrator = make_user(admin=True)
    tables = [f"/admin/{table}/" for table in TABLES]
    fill(ann, range(1, 4))
    few = {table: queries_of(table, administrator) for table in tables}
    fill(ann, range(4, 31))
    many = {table: queries_of(table, administrator) for table in tables}
    assert grown(few, many) == {}

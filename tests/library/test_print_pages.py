"""Printing in a browser: documents, the page where one chooses, the page of a long one."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lexora.accounts.models import User
from lexora.library.actions import prints as actions
from lexora.library.forms.prints import vocabulary_document
from lexora.library.models import PrintJob
from lexora.library.print import staged, typesetter
from lexora.ui import slots
from lexora.words import actions as words
from tests.clients import HTMX, body_of, browser_of
from tests.factories import NOW, make_entry, make_user, make_word
from tests.library.prints import fill
from tests.pdf import sheets, text_of

PRINT, OPTIONS = "/my/vocabulary/print", "/my/vocabulary/print/options"


@pytest.fixture
def plain(ann: User) -> Client:
    return browser_of(ann)


def printed(client: Client, address: str) -> str:
    """All texts of the document at an address."""
    return text_of(content(client, address))


def content(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return body_of(answer)


def refused(client: Client, address: str) -> tuple[int, str]:
    answer = client.get(address, headers={"Accept": "application/json"})
    return answer.status_code, answer.json()["code"]


# One's own words


def test_a_greek_noun_is_printed_with_its_article(plain: Client, ann: User) -> None:
    make_entry(ann, "πόρτα", language="el", translations={"uk": "двері"}, note="η πόρτα\nΚλείστε την πόρτα.")
    assert "η πόρτα Κλείστε την πόρτα." in printed(plain, PRINT)  # the noun, and its note below it
    assert "η πόρτα двері" in printed(plain, f"{PRINT}?notes=0")


def test_words_are_printed_with_translations_and_notes(plain: Client, ann: User) -> None:
    make_entry(ann, "apple", language="en", translations={"uk": "яблуко", "el": "το μήλο"}, note="Red\n\nSweet ")
    text = printed(plain, PRINT)
    assert all(part in text for part in ("My vocabulary", "apple", "яблуко", "το μήλο", "Red · Sweet", "1 entry"))
    assert text.index("яблуко") < text.index("το μήλο")  # the native language first
    bare = printed(plain, f"{PRINT}?notes=0&explain=el")
    assert "το μήλο" in bare
    assert not [part for part in ("яблуко", "Red or green") if part in bare]


def test_the_answer_is_for_the_browser_to_show_and_for_nobody_to_keep(plain: Client, ann: User) -> None:
    make_entry(ann, "apple", language="en")
    answer = plain.get(f"{PRINT}?language=en")
    assert answer["Content-Disposition"] == "inline; filename*=UTF-8''lexora-words-en.pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert "style-src 'unsafe-inline'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]


def test_nginx_sends_it_where_there_is_one(plain: Client, ann: User, settings: LazySettings) -> None:
    settings.MEDIA_ACCEL = True
    make_entry(ann, "apple", language="en")
    answer = plain.get(PRINT)
    assert answer["X-Accel-Redirect"].startswith("/protected-media/blobs/")
    assert answer["Content-Disposition"] == "inline; filename*=UTF-8''lexora-words.pdf"


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("", ["apple", "house", "вода"], ["old"]),
        ("?language=en", ["apple", "house", "English"], ["вода", "old"]),
        ("?q=appl", ["apple"], ["house", "вода"]),
        ("?status=archived", ["old"], ["apple"]),
        ("?status=all&sort=newest", ["old", "apple"], []),
    ],
)
def test_the_filters_and_the_search_of_the_list_count(
    plain: Client, ann: User, bob: User, query: str, there: list[str], not_there: list[str]
) -> None:
    for text, language in (("apple", "en"), ("house", "en"), ("вода", "uk")):
        make_entry(ann, text, language=language)
    words.archive(ann, [make_entry(ann, "old", language="en").pk], now=NOW)
    make_entry(bob, "stranger", language="en")
    text = printed(plain, PRINT + query)
    assert [part for part in there if part not in text] == []
    assert [part for part in [*not_there, "stranger"] if part in text] == []


def test_the_title_is_that_of_the_collection_or_tag(plain: Client, ann: User) -> None:
    entry = make_entry(ann, "apple", language="en")
    words.set_tags(entry, ["fruit"])
    words.set_collections(entry, ["For the kitchen"])
    tag, collection = ann.tags.get(), ann.collections.get()
    assert "fruit" in printed(plain, f"{PRINT}?tag={tag.pk}")
    assert "For the kitchen" in printed(plain, f"{PRINT}?collection={collection.pk}")


def test_a_selection_is_printed_and_reaches_only_ones_own(plain: Client, ann: User, bob: User) -> None:
    mine = [make_entry(ann, text, language="en").pk for text in ("apple", "house", "tree")]
    others = make_entry(bob, "stranger", language="en").pk
    text = printed(plain, f"{PRINT}?ids={mine[0]},{mine[2]},{others}&language=uk")
    assert [part for part in ("apple", "house", "tree", "stranger") if part in text] == ["apple", "tree"]
    assert "house" in printed(plain, f"{PRINT}?ids={mine[0]}&ids={mine[1]}")
    assert refused(plain, f"{PRINT}?ids={others}") == (404, "nothing_to_print")


def test_words_are_in_the_order_of_the_alphabet_unless_said_otherwise(plain: Client, ann: User) -> None:
    for text in ("tree", "apple", "house"):
        make_entry(ann, text, language="en")
    [text, newest] = [printed(plain, PRINT), printed(plain, f"{PRINT}?sort=newest")]
    assert text.index("apple") < text.index("house") < text.index("tree")
    assert newest.index("house") < newest.index("apple") < newest.index("tree")


def test_cards_and_paper_are_as_one_wishes(plain: Client, ann: User) -> None:
    make_entry(ann, "apple", language="en", translations={"uk": "яблуко"})
    answer = plain.get(f"{PRINT}?layout=cards&paper=letter&columns=1")
    assert "lexora-cards.pdf" in answer["Content-Disposition"]
    [sheet] = sheets(body_of(answer))
    assert (round(sheet.width), round(sheet.height)) == (612, 792)
    assert "apple" in sheet.left
    assert "яблуко" in sheet.right


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("", 404, "nothing_to_print"),
        ("?paper=a5", 400, "unknown_choice"),
        ("?layout=poster", 400, "unknown_choice"),
        ("?columns=9", 400, "unknown_choice"),
        ("?columns=x", 400, "unknown_choice"),
        ("?language=xx", 400, "unknown_choice"),
        ("?explain=xx", 400, "unknown_choice"),
        ("?sort=ease", 400, "unknown_choice"),
        ("?ids=1;2", 400, "unknown_choice"),
        ("?ids=-1", 400, "unknown_choice"),
        (f"?ids={'9' * 30}", 400, "unknown_choice"),
        (f"?ids={','.join(map(str, range(501)))}", 400, "too_many_selected"),
    ],
)
def test_what_cannot_be_printed_is_refused(plain: Client, query: str, status: int, code: str) -> None:
    assert refused(plain, PRINT + query) == (status, code)


def test_more_than_fits_is_refused(plain: Client, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(ann, 3)
    monkeypatch.setattr("lexora.library.print.document.MOST", 2)
    assert refused(plain, PRINT) == (422, "print_too_long")


def test_a_guest_is_led_to_the_sign_in(db: None) -> None:
    assert Client().get(PRINT)["Location"].startswith("/accounts/login/?next=")
    assert Client().get(OPTIONS)["Location"].startswith("/accounts/login/?next=")


def test_five_thousand_entries_are_read_in_few_queries(ann: User) -> None:
    fill(ann, 5_000)
    with (
        CaptureQueriesContext(connection) as asked,
        staged(vocabulary_document(QueryDict(""), ann, now=timezone.now())) as content,
    ):
        assert content.rows == 5_000
    assert len(asked) <= 8


def test_a_page_of_print_asks_the_database_seldom(plain: Client, ann: User) -> None:
    fill(ann, 60)
    content(plain, f"{PRINT}?sort=newest")
    with CaptureQueriesContext(connection) as asked:
        content(plain, PRINT)
    assert len([query for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= 12


# Curated content, for everybody


def test_guests_print_curated_words(db: None) -> None:
    make_word("apple", level="A1", uk="яблуко", el="το μήλο")
    make_word("justice", level="B2", uk="справедливість", el="η δικαιοσύνη")
    client = Client()
    text = printed(client, "/useful-words/print?level=A1&language=en")
    assert all(part in text for part in ("Gold Vocabulary A1", "apple", "яблуко", "το μήλο", "1 word"))
    assert "justice" not in text
    assert "justice" in printed(client, "/useful-words/print")
    ukrainian = printed(client, "/useful-words/print?language=uk&explain=el")
    assert "яблуко то" not in ukrainian
    assert "το μήλο" in ukrainian
    assert "apple" not in ukrainian
    answer = client.get("/useful-words/print?level=A1")
    assert answer["Content-Disposition"] == "inline; filename*=UTF-8''lexora-gold-A1.pdf"


def test_who_learns_gets_curated_words_in_their_own_languages(plain: Client) -> None:
    make_word("apple", uk="яблуко", el="το μήλο")
    text = printed(plain, "/useful-words/print")
    assert text.index("яблуко") < text.index("το μήλο")
    german = browser_of(make_user(native="de", learning=("en",)))
    assert "яблуко" in printed(german, "/useful-words/print")  # better than nothing


@pytest.mark.parametrize(
    ("address", "name", "part"),
    [
        ("/grammar/tenses/print", "lexora-grammar-tenses-en.pdf", "The twelve tenses"),
        ("/grammar/tenses/print?explain=uk", "lexora-grammar-tenses-uk.pdf", "Дванадцять часів"),
        ("/phrasebook/airport/print?language=el", "lexora-phrases-airport-el.pdf", "Airport and flight"),
        ("/phrasebook/airport/print", "lexora-phrases-airport-el.pdf", "Airport and flight"),
    ],
)
def test_grammar_and_phrases_are_for_everybody(db: None, address: str, name: str, part: str) -> None:
    answer = Client().get(address)
    assert name in answer["Content-Disposition"]
    assert part in text_of(body_of(answer))


def test_grammar_is_in_the_language_of_the_interface(db: None) -> None:
    answer = Client(headers={"Accept-Language": "uk"}).get("/grammar/tenses/print")
    assert "lexora-grammar-tenses-uk.pdf" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/grammar/nothing/print", 404, "not_found"),
        ("/grammar/tenses/print?explain=xx", 400, "unknown_choice"),
        ("/phrasebook/nowhere/print", 404, "not_found"),
        ("/phrasebook/airport/print?language=uk&explain=uk", 400, "same_language"),
        ("/useful-words/print?level=C9", 400, "unknown_choice"),
        ("/useful-words/print?language=uk&explain=uk", 400, "same_language"),
        ("/useful-words/print", 404, "nothing_to_print"),
    ],
)
def test_what_there_is_not_is_said(db: None, address: str, status: int, code: str) -> None:
    assert refused(Client(), address) == (status, code)


def test_guests_have_a_rate(db: None, settings: LazySettings) -> None:
    settings.RATES = {**settings.RATES, "print": "1/minute"}
    content(Client(), "/phrasebook/airport/print")
    assert refused(Client(), "/phrasebook/airport/print") == (429, "too_many_requests")


# Trouble


def test_a_document_that_takes_too_long_is_a_page_that_says_so(
    plain: Client, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_entry(ann, "apple", language="en")
    monkeypatch.setattr(typesetter, "SECONDS", 0.0001)
    answer = plain.get(PRINT)
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert "took too long" in answer.content.decode()
    assert refused(plain, PRINT) == (503, "print_too_slow")


def test_where_no_place_is_free_one_comes_again(plain: Client, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    make_entry(ann, "apple", language="en")
    monkeypatch.setattr(typesetter._places, "acquire", lambda **_how: False)
    answer = plain.get(PRINT)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


# The page where one chooses


def test_one_chooses_before_printing(plain: Client, ann: User) -> None:
    fill(ann, 2)
    page = plain.get(f"{OPTIONS}?language=en&q=word&layout=cards").content.decode()
    assert "2 entries will be printed." in page
    assert f'action="{PRINT}"' in page
    assert '<input type="hidden" name="q" value="word">' in page
    assert '<option value="en" selected>' in page
    assert '<option value="az" selected>' in " ".join(page.split())


def test_what_one_chose_stays(plain: Client, ann: User) -> None:
    fill(ann, 1)
    page = plain.get(f"{OPTIONS}?sort=hardest&columns=2&paper=letter&notes=0").content.decode()
    for value in ("hardest", "2", "letter", "0"):
        assert f'<option value="{value}" selected>' in " ".join(page.split())


def test_the_page_says_when_nothing_or_too_much_would_be_printed(
    plain: Client, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No entry matches" in plain.get(OPTIONS).content.decode()
    fill(ann, 3)
    monkeypatch.setattr("lexora.library.views.prints.MOST", 2)
    assert "3 entries are too many" in plain.get(OPTIONS).content.decode()


def test_the_list_leads_to_it_with_its_filters(plain: Client, ann: User) -> None:
    assert OPTIONS not in plain.get("/my/vocabulary").content.decode()  # nothing to print yet
    fill(ann, 1)
    assert "library/_print_link.html" in slots.templates_in("vocabulary")
    page = plain.get("/my/vocabulary?language=en&q=word").content.decode()
    assert f'href="{OPTIONS}?language=en&amp;q=word"' in page


def test_a_selection_of_the_list_is_carried_over(plain: Client, ann: User) -> None:
    ids = fill(ann, 3)
    there = f"{OPTIONS}?ids={ids[0]},{ids[2]}"
    answer = plain.post(OPTIONS, {"ids": [ids[0], ids[2]]})
    assert (answer.status_code, answer["Location"]) == (302, there)
    htmx = browser_of(ann, headers=HTMX).post(OPTIONS, {"ids": [ids[0], ids[2]]})
    assert (htmx.status_code, htmx["HX-Redirect"]) == (204, there)
    page = plain.get(there).content.decode()
    assert "2 entries will be printed." in page
    assert f'<input type="hidden" name="ids" value="{ids[0]},{ids[2]}">' in page
    assert plain.post(OPTIONS, {}).status_code == 422


# The page of a long one


@pytest.fixture
def long_one(plain: Client, ann: User, monkeypatch: pytest.MonkeyPatch) -> PrintJob:
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    fill(ann, 3)
    answer = plain.get(f"{PRINT}?language=en")
    job = PrintJob.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("library:print_job", args=[job.pk]))
    return job


def page_of(client: Client, job: PrintJob) -> str:
    answer = client.get(reverse("library:print_job", args=[job.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_long_document_shows_how_far_it_is(plain: Client, ann: User, long_one: PrintJob) -> None:
    assert "Your document is next." in page_of(plain, long_one)
    part = page_of(browser_of(ann, headers=HTMX), long_one)
    assert "<html" not in part
    assert 'hx-trigger="every 1s"' in part
    PrintJob.objects.update(state=PrintJob.State.RUNNING, started_at=timezone.now())
    assert "3 entries are being typeset." in page_of(plain, long_one)
    there = reverse("library:print_file", args=[long_one.pk])
    assert plain.get(there).status_code == 302  # not yet


def test_a_document_that_is_made_can_be_fetched_for_an_hour(plain: Client, ann: User, long_one: PrintJob) -> None:
    now = timezone.now()
    assert actions.make_next_print(now=now)
    there = reverse("library:print_file", args=[long_one.pk])
    page = page_of(plain, long_one)
    assert there in page
    assert "every 1s" not in page
    assert "word 0003" in printed(plain, there)
    assert "word 0003" in printed(plain, f"{PRINT}?language=en")  # the same one
    actions.forget_prints(now=now + timedelta(hours=1, seconds=1))
    assert plain.get(there).status_code == 404


def test_who_waits_knows_how_many_are_before(plain: Client, long_one: PrintJob, bob: User) -> None:
    PrintJob.objects.create(user=bob, kind="gold", digest="d", address="/", as_name="x.pdf", rows=1, created_at=NOW)
    assert "1 document is made before yours." in page_of(plain, long_one)


def test_a_failure_says_why_and_how_to_go_on(
    plain: Client, long_one: PrintJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetter, "SECONDS", 0.0001)
    for _turn in range(3):
        actions.make_next_print(now=timezone.now())
    page = page_of(plain, long_one)
    assert "took too long" in page
    assert f'href="{PRINT}?language=en"' in page
    there = reverse("library:print_file", args=[long_one.pk])
    assert refused(plain, there) == (410, "print_gone")


def test_a_file_that_is_gone_says_so(plain: Client, long_one: PrintJob) -> None:
    actions.make_next_print(now=timezone.now())
    long_one.refresh_from_db()
    assert long_one.file
    default_storage.delete(long_one.file.path)
    assert refused(plain, reverse("library:print_file", args=[long_one.pk])) == (410, "print_gone")


@pytest.mark.parametrize("name", ["library:print_job", "library:print_file"])
def test_nobody_sees_anothers_document(long_one: PrintJob, bob: User, name: str) -> None:
    address = reverse(name, args=[long_one.pk])
    assert [client.get(address).status_code for client in (browser_of(bob), Client())] == [404, 404]
    PrintJob.objects.update(user=None)  # one of curated content
    assert Client().get(address).status_code in (200, 302)

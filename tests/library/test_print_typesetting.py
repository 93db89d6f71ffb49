"""Documents as they come out of the printer: read back, counted, looked at from afar."""

from pathlib import Path
from tempfile import TemporaryFile

import psutil  # type: ignore[import-untyped]
import pytest
from django.conf import LazySettings
from django.utils.translation import override

from lexora.library.curated import grammar
from lexora.library.curated.phrasebook import kits
from lexora.library.curated.senses import senses
from lexora.library.print import PrintBusy, Wishes, gold_sheet, grammar_sheet, kit_sheet, typesetter
from lexora.library.print.document import NothingToPrint, TooLong
from lexora.library.print.typesetter import PrintFailed, PrintTooSlow
from tests.factories import make_word
from tests.library.prints import a_list, made
from tests.pdf import Sheet, font_of, in_one_line, sheets, text_of

SIGNS = [
    '#import "secret.typ": *',
    '#read("/etc/passwd")',
    "$x^2$ and #{1 + 1}",
    "*bold* _thin_ `code`",
    "back\\slash \\\\ \\u{41}",
    "@ref <label> [ ] { }",
    "= no heading",
    "- no list / no term: x",
    "// no comment /* nor this */",
    "a \"quoted\" 'text' … -- ---",
    "https://example.com/a?b=c",
]


@pytest.mark.parametrize("text", SIGNS)
@pytest.mark.parametrize("template", ["words", "cards"])
def test_a_text_of_a_person_never_becomes_markup(text: str, template: str) -> None:
    assert text_of(made(a_list([text], template=template, columns=1))).count(text) == 2


def test_a_title_never_becomes_markup() -> None:
    title = "#import \\ [ $x$ *all*"
    assert title in text_of(made(a_list(["apple"], title=title, part=title, pair=title)))


@pytest.mark.parametrize("text", ["שלום עולם", "مرحبا بالعالم", "emoji 😀 here", "你好", "x" * 900, "so " * 330])
@pytest.mark.parametrize("template", ["words", "cards"])
def test_what_no_font_has_and_what_never_ends_breaks_nothing(text: str, template: str) -> None:
    for sheet in sheets(made(a_list([text, "apple"], template=template))):
        assert sheet.is_within


@pytest.mark.parametrize(
    ("language", "others", "texts"),
    [
        ("en", ["uk", "el"], ("apple яблуко το μήλο", "An apple a day.")),
        ("uk", ["en"], ("яблуко apple", "Їжте яблуко щодня, ґава!")),
        ("el", ["en"], ("το μήλο apple", "Ένα μήλο την ημέρα.")),
    ],
)
def test_all_three_scripts_can_be_read_back(db: None, language: str, others: list[str], texts: tuple[str, ...]) -> None:
    word = make_word(
        "apple",
        uk="яблуко; яблучко",
        el="το μήλο",
        example="An apple a day.",
        example_uk="Їжте яблуко щодня, ґава!",
        example_el="Ένα μήλο την ημέρα.",
    )
    text = text_of(made(gold_sheet([word], Wishes(), level="A1", language=language, others=others)))
    assert all(part in text for one in texts for part in one.split())
    assert texts[1] in text
    bare = text_of(made(gold_sheet([word], Wishes(notes=False), level="A1", language=language, others=others)))
    assert texts[1] not in bare


# Pages


@pytest.fixture(scope="module")
def long_list() -> list[Sheet]:
    return sheets(made(a_list([f"word {n:04}" for n in range(400)], pair="English → Ukrainian", part="A1")))


def test_each_page_says_which_of_how_many_it_is(long_list: list[Sheet]) -> None:
    count = len(long_list)
    assert count > 2
    for number, sheet in enumerate(long_list, start=1):
        assert f"{number} / {count}" in in_one_line(sheet.text)
        assert "Lexora" in sheet.text


def test_each_page_but_the_first_has_a_running_head(long_list: list[Sheet]) -> None:
    heads = [in_one_line(sheet.text)[:60] for sheet in long_list[1:]]
    assert all(text in head for head in heads for text in ("A list", "English → Ukrainian", "A1"))
    assert long_list[0].text.count("A list") == 1


def test_the_head_of_the_table_stands_over_each_column(long_list: list[Sheet]) -> None:
    for sheet in long_list[:-1]:
        assert [half.count("Translation") for half in (sheet.left, sheet.right)] == [1, 1]


def test_every_row_is_there_once_and_in_order(long_list: list[Sheet]) -> None:
    text = in_one_line(" ".join(f"{sheet.left} {sheet.right}" for sheet in long_list))
    places = [text.find(f"word {n:04}") for n in range(400)]
    assert places == sorted(places)
    assert places[0] >= 0
    assert text.count("word 0123") == 2


def test_the_columns_are_full_and_nothing_is_cut_at_the_edges(long_list: list[Sheet]) -> None:
    for sheet in long_list[:-1]:
        halves = [sum(row[half]) for row in sheet.ink[4:18] for half in (slice(3, 28), slice(32, 57))]
        assert min(halves) > 0  # in each strip of both columns there is ink
        assert sheet.is_within
        assert sum(sum(row[29:31]) for row in sheet.ink[4:18]) == 0  # between them there is none


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
@pytest.mark.parametrize("template", ["words", "cards"])
@pytest.mark.parametrize("columns", [1, 2])
def test_paper_comes_in_two_sizes(template: str, paper: str, size: tuple[int, int], columns: int) -> None:
    texts = [f"word {n}" for n in range(60)]
    for sheet in sheets(made(a_list(texts, template=template, paper=paper, columns=columns))):
        assert (round(sheet.width), round(sheet.height)) == size
        assert sheet.is_within


def test_a_line_of_the_administrators_stands_at_the_foot(settings: LazySettings) -> None:
    settings.BRAND_LINE = "Run by #friends"
    assert "Run by #friends" in text_of(made(a_list(["apple"])))
    settings.BRAND_LINE = ""
    assert "Lexora" not in text_of(made(a_list(["apple"])))


def test_words_of_all_levels_are_grouped_by_them(db: None) -> None:
    words = [make_word(f"easy{n}", level="A1") for n in range(150)] + [make_word("hard", level="B2")]
    pages = sheets(made(gold_sheet(words, Wishes(), level="", language="en", others=["uk"])))
    text = in_one_line(" ".join(page.text for page in pages))
    assert text.index("A1") < text.index("easy0") < text.index("B2 hard")
    assert "A1" in in_one_line(pages[1].text)[:80]


# Cards


def test_the_sense_of_a_word_is_told_in_the_language_of_the_reader(db: None) -> None:
    crane = make_word("crane", sense="bird")
    with override("uk"):
        text = text_of(made(gold_sheet([crane], Wishes(), level="A1", language="en", others=["uk"])))
    assert f"crane ({senses()['bird'].uk})" in text


def front_and_back(sheet: Sheet) -> tuple[str, str]:
    return in_one_line(sheet.left), in_one_line(sheet.right)


def test_a_card_has_its_front_on_the_left_and_its_back_on_the_right(db: None) -> None:
    word = make_word("apple", uk="яблуко", el="το μήλο", example="An apple a day.")
    [sheet] = sheets(made(gold_sheet([word], Wishes(layout="cards"), level="A1", language="en", others=["uk", "el"])))
    front, back = front_and_back(sheet)
    assert "apple" in front
    assert "яблуко" not in front
    assert all(text in back for text in ("яблуко", "το μήλο", "An apple a day."))
    assert "cut" in front + back
    assert "fold" in front + back


@pytest.mark.parametrize(("columns", "on_a_page"), [(1, 8), (2, 20)])
def test_so_many_cards_fit_on_a_page(columns: int, on_a_page: int) -> None:
    pages = sheets(made(a_list([f"w{n:03}" for n in range(on_a_page + 1)], template="cards", columns=columns)))
    assert [page.text.count("English") for page in pages] == [on_a_page, 1]


def test_small_cards_stand_two_in_a_row() -> None:
    [sheet] = sheets(made(a_list(["left", "right"], template="cards", columns=2)))
    assert in_one_line(sheet.left).count("left") == 2  # front and back
    assert "left" in sheet.left_of_left
    assert in_one_line(sheet.right).count("right") == 2


# Grammar and phrases


@pytest.mark.parametrize("slug", grammar.PAGES)
@pytest.mark.parametrize("language", ["en", "uk", "el"])
def test_every_page_of_the_grammar_can_be_printed(slug: str, language: str) -> None:
    page = grammar.page(slug, language)
    content = made(grammar_sheet(page, Wishes()))
    text = text_of(content)
    assert in_one_line(page.title) in text
    assert [section.title for section in page.sections if in_one_line(section.title) not in text] == []
    assert all(sheet.is_within for sheet in sheets(content))


def test_tenses_come_with_their_drawings() -> None:
    text = text_of(made(grammar_sheet(grammar.page("tenses", "el"), Wishes())))
    assert in_one_line(grammar.timelines()["present-simple"].says.el) in text


def test_irregular_verbs_come_with_their_table_and_its_meanings() -> None:
    english = text_of(made(grammar_sheet(grammar.page("irregular-verbs", "en"), Wishes())))
    ukrainian = text_of(made(grammar_sheet(grammar.page("irregular-verbs", "uk"), Wishes())))
    assert "begin began begun" in english
    assert "begin began begun починати" in ukrainian


def test_phrases_say_how_they_sound_and_what_they_mean() -> None:
    kit = kits()["airport"]
    phrase = kit.phrases[0]
    with override("en"):
        text = text_of(made(kit_sheet(kit, Wishes(), language="el", reader="en")))
        bare = text_of(made(kit_sheet(kit, Wishes(notes=False), language="el", reader="en")))
    assert all(in_one_line(one) in text for one in (phrase.el, phrase.said("el", reader="en"), phrase.en))
    assert phrase.said("el", reader="en") not in bare
    assert f"{len(kit.phrases)} phrases" in text


def test_a_text_with_signs_of_stress_is_in_a_font_that_places_them() -> None:
    content = made(a_list(["сто\u0301рінка", "page"]))
    assert "LibertinusSerif" in font_of(content, "\u0301")
    assert "Inter" in font_of(content, "page")


# The process


def test_five_thousand_entries_fit_into_a_document() -> None:
    texts = [f"word number {n:04}" for n in range(5_000)]
    pages = sheets(made(a_list(texts)))
    assert "word number 4999" in in_one_line(pages[-1].text)


def test_one_more_is_refused_and_so_is_nothing() -> None:
    with pytest.raises(TooLong):
        made(a_list(f"word {n}" for n in range(5_001)))
    with pytest.raises(NothingToPrint):
        made(a_list([]))


def test_who_takes_too_long_is_ended_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetter, "SECONDS", 0.05)
    with pytest.raises(PrintTooSlow):
        made(a_list(f"word {n}" for n in range(5_000)))
    assert psutil.Process().children() == []


def test_what_cannot_be_typeset_is_no_document(caplog: pytest.LogCaptureFixture) -> None:
    with TemporaryFile() as source:
        source.write(b"my secret words")
        source.seek(0)
        with pytest.raises(PrintFailed), typesetter.typeset(source):
            pass
    assert "cannot be typeset" in caplog.text
    assert "secret" not in caplog.text


def test_without_its_fonts_there_is_no_document(
    settings: LazySettings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.NODE_MODULES = tmp_path
    with pytest.raises(PrintFailed):
        made(a_list(["apple"]))
    assert "Inter is not in" in caplog.text


def test_a_third_document_at_once_is_asked_to_come_again() -> None:
    for _place in range(2):
        assert typesetter._places.acquire(blocking=False)
    try:
        with TemporaryFile() as source, pytest.raises(PrintBusy) as refused, typesetter.typeset(source, patience=0):
            pass
    finally:
        typesetter._places.release(2)
    assert (refused.value.status, refused.value.params) == (503, {"wait": 5})
    assert made(a_list(["apple"]))

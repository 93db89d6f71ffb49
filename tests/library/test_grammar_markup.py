"""What Markdown of grammar pages becomes."""

import pytest
from pydantic import ValidationError

from lexora.library.curated.grammar import Mark, Section, parse
from lexora.library.rules import timelines

HEAD = "---\ntitle: Часи\nsummary: Про часи.\n---\n\nВступ.\n\n"


def made(text: str, language: str = "uk") -> Section:
    [section] = parse(f"{HEAD}{{#one}}\n## Один\n\n{text}", slug="tenses", language=language).sections
    return section


def test_what_is_set_off_in_another_script_says_its_language() -> None:
    assert made("*always* і *коли*").html == '<p><em lang="en">always</em> і <em>коли</em></p>\n'
    assert made("*always* and *робити*, *έχω*", "en").html == (
        '<p><em>always</em> and <em lang="uk">робити</em>, <em lang="el">έχω</em></p>\n'
    )


def test_what_stands_within_says_it_once() -> None:
    assert made("*I **work***").html == '<p><em lang="en">I <strong>work</strong></em></p>\n'


def test_mixed_scripts_say_nothing() -> None:
    assert made("**will + дієслово**").html == "<p><strong>will + дієслово</strong></p>\n"


def test_a_table_looks_like_all_others_scrolls_alone_and_its_cells_say_their_language() -> None:
    html = made("| Форма | Приклад |\n| --- | --- |\n| так | I **work** |\n").html
    assert html.startswith('<div class="lx-table-box"><table class="lx-table">')
    assert html.endswith("</table>\n</div>")
    assert '<th scope="col">Форма</th>' in html
    assert '<td lang="en">I <strong>work</strong></td>' in html
    assert "<td>так</td>" in html


def test_right_and_wrong_are_told_without_colours_in_the_language_of_the_page() -> None:
    html = made("- ✗ *She work.* → ✓ *She works.* — бо *she*").html
    assert '<ul class="lx-verdicts">' in html
    assert 'role="img" aria-label="Неправильно:">✗</span><em lang="en">She work.</em></span>' in html
    assert 'role="img" aria-label="Правильно:">✓</span><em lang="en">She works.</em></span>' in html
    assert '<span class="lx-verdict__why">бо <em lang="en">she</em></span></li>' in html
    assert "→" not in html


def test_a_remark_between_wrong_and_right_stays() -> None:
    assert "</span> (a guess) <span" in made("- ✗ *He can be.* (a guess) → ✓ *He may be.*", "en").html


def test_an_ordinary_list_stays_one() -> None:
    assert made("- так\n").html == "<ul>\n<li>так</li>\n</ul>\n"


def test_signal_words_are_a_list() -> None:
    html = made("{.signals}\n### Слова\n\n*now, When …?*\n").html
    assert '<h3 class="signals" id="one-signals">' in html
    assert '<ul class="lx-signals" lang="en"><li>now</li><li>When …?</li></ul>' in html


def test_other_words_about_signals_stay_a_text() -> None:
    assert "<p><em" in made("{.signals}\n### Слова\n\n*now* і *then*\n").html


def test_links_on_the_same_page_are_anchors_others_stay() -> None:
    html = made("[a](/grammar/tenses#two) [b](/grammar/articles#the)").html
    assert 'href="#two"' in html
    assert 'href="/grammar/articles#the"' in html


def test_the_plain_text_has_no_marks_and_a_line_for_each_row() -> None:
    text = made("*a* **b**\n\n| x | y |\n| --- | --- |\n| 1 | *2* |\n\n- ✗ *c* → ✓ *d*\n").text
    assert text.splitlines() == ["a b", "x | y", "1 | 2", "✗ c → ✓ d"]


def test_html_of_others_is_not_let_in() -> None:
    assert "<script" not in made("<script>alert(1)</script>").html
    assert "&lt;b&gt;" in made("{.signals}\n### W\n\n*<b>, now*\n").html


def test_a_section_without_an_id_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no id: Один"):
        parse(f"{HEAD}## Один\n", slug="tenses", language="uk")


@pytest.mark.parametrize(
    "mark",
    [
        {"kind": "bar", "begin": 3, "end": 1},
        {"kind": "wave", "begin": 0, "end": 11},
        {"kind": "wave", "at": [1]},
        {"kind": "point"},
        {"kind": "point", "at": [-12]},
        {"kind": "reference", "at": 1, "end": 2},
        {"kind": "star", "at": [1]},
    ],
)
def test_a_mark_without_its_place_is_a_mistake(mark: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Mark.model_validate(mark)


# Pictures


def test_now_is_in_the_middle_and_the_past_on_the_left() -> None:
    assert timelines.point(0).x == "240"
    assert float(timelines.point(-10).x) == timelines.EDGE
    assert float(timelines.point(10).x) == timelines.WIDTH - timelines.EDGE


def test_a_wave_ends_where_the_stretch_ends() -> None:
    wave = timelines.wave(-6, 0)
    first, *others = wave.path.split("t")
    swung = [float(first.split()[-2]), *(float(part.split()[0]) for part in others)]
    assert len(swung) % 2 == 0
    assert sum(swung) == pytest.approx(float(wave.width), abs=0.2)
    assert float(wave.x) + float(wave.width) == pytest.approx(timelines.NOW)


def test_what_happens_again_hops_from_each_to_the_next() -> None:
    repeat = timelines.repeat([-8, -4, 0])
    assert len(repeat.points) == 3
    assert repeat.path.count("M") == 2

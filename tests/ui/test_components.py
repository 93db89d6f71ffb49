"""Template components, as pages call them."""

import pytest
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler

from lexora.ui.templatetags import components


def rendered(source: str, **context: object) -> str:
    template = Template(CottonCompiler().process(source))
    return " ".join(template.render(Context(context)).split())


def test_a_button_passes_on_what_it_does_not_name() -> None:
    html = rendered('<c-button kind="primary" type="submit" hx-post="/a" data-x="1">Save</c-button>')
    assert 'class="lx-btn lx-btn--primary' in html
    assert 'type="submit"' in html
    assert 'hx-post="/a" data-x="1"' in html
    assert html.endswith("Save </button>")


def test_a_button_with_an_address_is_a_link() -> None:
    html = rendered('<c-button href="/there">Go</c-button>')
    assert html.startswith("<a ")
    assert 'href="/there"' in html
    assert "<button" not in html


@pytest.mark.parametrize("state", ["disabled", "busy"])
def test_a_button_that_cannot_be_pressed_is_none_for_the_browser_either(state: str) -> None:
    html = rendered(f'<c-button {state}="yes">Save</c-button>')
    assert "disabled" in html.split(">")[0]


def test_a_link_that_leads_nowhere_now_is_a_disabled_button() -> None:
    assert rendered('<c-button href="/x" disabled="yes">Go</c-button>').startswith("<button")


def test_what_people_wrote_is_escaped_wherever_it_goes() -> None:
    evil = '"><script>alert(1)</script>'
    html = rendered(
        '<c-button aria-label="{{ evil }}">{{ evil }}</c-button>'
        '<c-input id="a" label="{{ evil }}" name="a" value="{{ evil }}" help="{{ evil }}" error="{{ evil }}" />'
        '<c-diff before="{{ evil }}" after="b {{ evil }}" /><c-avatar name="{{ evil }}" handle="a" />'
        '<c-flip front="{{ evil }}" back="{{ evil }}" /><c-toast>{{ evil }}</c-toast><c-empty title="{{ evil }}" />',
        evil=evil,
    )
    assert "<script" not in html


def test_a_field_ties_help_and_error_to_its_input() -> None:
    html = rendered('<c-input id="h" label="Handle" name="handle" help="Short." error="Too long." />')
    assert 'for="h"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="h_help h_error"' in html
    assert 'id="h_help"' in html
    assert 'id="h_error"' in html


def test_a_field_without_help_describes_nothing() -> None:
    html = rendered('<c-input id="h" label="Handle" name="handle" />')
    assert "aria-describedby" not in html
    assert "aria-invalid" not in html


def test_an_audio_button_without_a_recording_cannot_be_pressed() -> None:
    assert "disabled" in rendered('<c-audio label="Play" />')
    assert "disabled" not in rendered('<c-audio src="/a.mp3" label="Play" />')


def test_a_difference_is_said_and_not_only_coloured() -> None:
    html = rendered('<c-diff before="aple" after="apple" />')
    assert "<ins>" in html
    assert "right:" in html


@pytest.mark.parametrize(("value", "dashes"), [("0", "0"), ("70", "70"), ("120", "100"), ("-3", "0"), ("", "0")])
def test_a_ring_is_never_more_than_full(value: str, dashes: str) -> None:
    assert f'stroke-dasharray="{dashes} 100"' in rendered(f'<c-ring value="{value}" label="Goal" />')


def test_a_progress_bar_without_a_value_is_waiting() -> None:
    assert " value=" not in rendered('<c-progress id="p" label="Busy" />')
    assert 'value="7"' in rendered('<c-progress id="p" label="Goal" value="7" max="10" />')


@pytest.mark.parametrize(
    ("name", "letters"), [("Ann Lee", "AL"), ("bob", "B"), ("Юлія Мельник", "ЮМ"), ("", "?"), ("Άννα Μαρία Ρ.", "ΆΜ")]
)
def test_initials(name: str, letters: str) -> None:
    assert components.initials(name) == letters


def test_initials_are_those_of_the_name_and_not_of_its_html() -> None:
    name = "<Ann> 'Lee"
    avatar = rendered('<c-avatar name="{{ name }}" handle="ann" />', name=name)
    assert ">&lt;&#x27;</span>" in avatar


def test_a_person_has_the_same_colour_everywhere() -> None:
    assert components.tint("ann") == components.tint("ann")
    assert {components.tint(f"learner{n}") for n in range(100)} == set(range(1, components.TINTS + 1))

"""Rows of the table of irregular verbs: there are hundreds, so they are made without a template each."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lexora.library.curated.irregular import IrregularVerb
from lexora.ui.languages import language_name

register = template.Library()
TONES = {"A1": "ok", "A2": "ok", "B1": "info", "B2": "guess", "C1": "pending"}
FORM = '<td lang="en" class="lx-verbs__form" data-label="{}">{}</td>'


@register.simple_tag
def verb_rows(verbs: Iterable[IrregularVerb], translated: list[str]) -> SafeString:
    """A row for each verb, with its translations into these languages."""
    labels = [gettext("Past simple"), gettext("Past participle")]
    names = [(code, language_name(code)) for code in translated]
    level = gettext("Level")
    return format_html_join("\n", "{}", ((_row(verb, labels, names, level),) for verb in verbs))


def _row(verb: IrregularVerb, labels: list[str], names: list[tuple[str, str]], level: str) -> SafeString:
    forms = format_html_join("", FORM, zip(labels, (_spaced(verb.past), _spaced(verb.participle)), strict=True))
    meanings = ((code, name, verb.meaning(code)) for code, name in names)
    return format_html(
        '<tr><th scope="row" lang="en">{}</th>{}{}'
        '<td lang="en" class="lx-verbs__example">{}</td>'
        '<td class="lx-verbs__level" data-label="{}"><span class="lx-badge lx-badge--{}">{}</span></td></tr>',
        verb.base,
        forms,
        format_html_join("", '<td lang="{}" data-label="{}">{}</td>', meanings),
        verb.example,
        level,
        TONES[verb.level],
        verb.level,
    )


def _spaced(forms: str) -> str:
    """Forms that stand side by side may be broken between."""
    return forms.replace("/", " / ")

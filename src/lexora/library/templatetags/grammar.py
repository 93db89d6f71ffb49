"""Rows of the table of irregular verbs: there are hundreds, so they are made without a template each."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lexora.library.curated.irregular import IrregularVerb

register = template.Library()
TONES = {"A1": "ok", "A2": "ok", "B1": "info", "B2": "guess", "C1": "pending"}
ROW = (
    '<tr><th scope="row"><span lang="en">{}</span> <span class="lx-badge lx-badge--{}">{}</span></th>{}'
    '<td class="lx-verbs__meaning" data-label="{}"><div>{}</div></td>'
    '<td lang="en" class="lx-verbs__example">{}</td></tr>'
)
FORM = '<td lang="en" class="lx-verbs__form" data-label="{}">{}</td>'


@register.simple_tag
def verb_rows(verbs: Iterable[IrregularVerb], translated: list[str]) -> SafeString:
    """A row for each verb, with its translations into these languages."""
    labels = gettext("Past simple"), gettext("Past participle"), gettext("Meaning")
    return format_html_join("\n", "{}", ((_row(verb, translated, *labels),) for verb in verbs))


def _row(verb: IrregularVerb, translated: list[str], past: str, participle: str, meaning: str) -> SafeString:
    return format_html(
        ROW,
        verb.base,
        TONES[verb.level],
        verb.level,
        format_html_join("", FORM, ((past, _spaced(verb.past)), (participle, _spaced(verb.participle)))),
        meaning,
        format_html_join("", '<span lang="{}">{}</span>', ((code, verb.meaning(code)) for code in translated)),
        verb.example,
    )


def _spaced(forms: str) -> str:
    """Forms that stand side by side may be broken between."""
    return forms.replace("/", " / ")

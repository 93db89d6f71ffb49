"""The translator page, for everybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lexora.accounts.access import counted_as, signed_in
from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.translation import actions
from lexora.translation.forms import TranslatorForm
from lexora.translation.rules import TRANSLATOR_TEXT, fits_entry
from lexora.ui.languages import learnt_languages
from lexora.words import actions as words
from lexora.words.models import Entry, Translation
from lexora.words.rules import TYPED_TEXT
from lexora_language import detect

DEFAULT_PAIR = ("en", "uk")
SEAL = "lexora.translator"
SEAL_AGE = 24 * 3600  # seconds


@login_not_required
@require_safe
def translator(request: HttpRequest) -> HttpResponse:
    """The page; `?src=` and `?tgt=` choose the languages, `?text=` is ready to be translated."""
    return render(request, "translation/translator.html", _page(request))


@login_not_required
@require_POST
def translate(request: HttpRequest) -> HttpResponse:
    """Translate what was typed; the answer stays on the page."""
    form = TranslatorForm(request.POST)
    if not form.is_valid():
        raise Refused("unknown_choice")
    data = form.cleaned_data
    user = request.user if isinstance(request.user, User) else None
    answer = actions.translate_now(
        data["text"],
        source=data["source"],
        target=data["target"],
        who=counted_as(request),
        outside_allowed=user.outside_allowed if user else True,
    )
    sealed = signing.dumps({**data, "translation": answer.translation, "provider": answer.provider}, salt=SEAL)
    context = {
        "answer": answer,
        "target": data["target"],
        "sealed": sealed,
        "fits": fits_entry(data["text"]),
        "entry_limit": TYPED_TEXT,
    }
    if request.headers.get("HX-Request"):
        return render(request, "translation/_answer.html", context)
    return render(request, "translation/translator.html", {**_page(request), **context, "text": data["text"]})


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Save what was translated: the translation that was shown is the one that is stored."""
    user = signed_in(request)
    try:
        shown = signing.loads(request.POST.get("sealed", ""), salt=SEAL, max_age=SEAL_AGE)
    except signing.BadSignature as error:
        raise Refused("translation_gone") from error
    draft = words.Draft(
        text=shown["text"],
        language=shown["source"],
        translations={shown["target"]: shown["translation"]},
        origin=Entry.Origin.TRANSLATOR,
        source=Translation.Source.MACHINE,
        provider=shown["provider"],
    )
    added = words.add_entry(owner=user, draft=draft, now=timezone.now())
    kept = added.created or words.fill_translation(
        added.entry,
        language=shown["target"],
        text=shown["translation"],
        source=Translation.Source.MACHINE,
        provider=shown["provider"],
        now=timezone.now(),
    )
    if request.headers.get("HX-Request"):
        return render(request, "translation/_saved.html", {"added": added, "kept": kept})
    return redirect("vocabulary:entry", added.entry.pk)


def _page(request: HttpRequest) -> dict[str, Any]:
    codes = [language.code for language in learnt_languages()]
    text = request.GET.get("text", "")[:TRANSLATOR_TEXT]
    source = request.GET.get("src") or request.POST.get("source") or _told(text) or _default_source(request)
    target = request.GET.get("tgt") or request.POST.get("target") or _default_target(request, source)
    source = source if source in codes else codes[0]
    target = target if target in codes and target != source else next(code for code in codes if code != source)
    return {"languages": codes, "source": source, "target": target, "limit": TRANSLATOR_TEXT, "text": text}


def _told(text: str) -> str:
    """The language of a text that came along with the address; empty where it cannot be told."""
    return (detect(text, languages=learnt_languages()).language or "") if text else ""


def _default_source(request: HttpRequest) -> str:
    return getattr(request.user, "default_source_language", "") or DEFAULT_PAIR[0]


def _default_target(request: HttpRequest, source: str) -> str:
    native = getattr(request.user, "native_language", "")
    return native if native and native != source else DEFAULT_PAIR[1]

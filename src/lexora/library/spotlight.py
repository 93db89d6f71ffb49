"""What the search over everything finds here: curated words to be added, pages of grammar, irregular verbs."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from lexora.accounts.access import signed_in
from lexora.accounts.models import User
from lexora.accounts.rules import wanted_languages
from lexora.library.curated.irregular import IrregularVerb
from lexora.library.queries.gold_texts import COLUMNS, Gold, gold_words
from lexora.library.queries.grammar import VERBS_PAGE, Topic, topics_like
from lexora.library.queries.verbs import languages_for, verbs_of_form
from lexora.ui.spotlight import SHOWN, Group, Hit, register, spoken
from lexora.words.queries import texts_known
from lexora_language import fold


@dataclass(frozen=True)
class Find:
    """A curated word in the language that one learns."""

    gold: Gold
    language: str

    @property
    def text(self) -> str:
        return self.gold.texts[self.language][0]

    @property
    def known_as(self) -> list[tuple[str, str]]:
        return self.gold.turned(self.language, []).known_as


def connect() -> None:
    register(Group("gold", gettext_lazy("Gold Vocabulary"), new_words, order=30))
    register(Group("grammar", gettext_lazy("Grammar"), grammar_topics, order=35, for_guests=True))
    register(Group("verbs", gettext_lazy("Irregular verbs"), irregular, order=36, for_guests=True))


def new_words(request: HttpRequest, text: str) -> list[Hit]:
    """Curated words in the language one learns, found by it or by a translation; the same word first."""
    user = signed_in(request)
    best = _best(user, fold(text))
    known = texts_known(user, [text for find in best for text in find.known_as]) if best else set()
    return [_hit(user, find) for find in best if known.isdisjoint(find.known_as)]


def _best(user: User, wanted: str) -> list[Find]:
    """The likeliest, each text once; some more than are shown, for some may be known."""
    ranked = sorted(_ranked(user, wanted), key=lambda pair: pair[0])  # of the same rank the most useful first
    once: dict[tuple[str, str], Find] = {}
    for _n, find in ranked:
        once.setdefault((find.language, find.text), find)
    return list(once.values())[: 2 * SHOWN]


def _ranked(user: User, wanted: str) -> Iterator[tuple[int, Find]]:
    learnt, line, word = _learnt(user), f"\n{wanted}", f" {wanted}"
    for gold in gold_words() if learnt else []:
        if line in gold.search_text or word in gold.search_text:
            ranks = {code: _rank(wanted, variants) for code, variants in gold.folded.items()}
            best = min(ranks.values())
            # Whoever types a word in one of several languages that they learn gets it in that one.
            yield best, Find(gold, next((code for code in learnt if ranks[code] == best), learnt[0]))


def _rank(wanted: str, variants: list[str]) -> int:
    """The very same, what begins with it, what has a word that does, and all else."""
    if wanted in variants:
        return 0
    if any(text.startswith(wanted) for text in variants):
        return 1
    return 2 if any(f" {wanted}" in text for text in variants) else 3


def _learnt(user: User) -> list[str]:
    """The languages that one learns and that curated words are in, the usual one first."""
    usual = user.default_source_language
    learnt = [code for code in user.learning_languages if code in COLUMNS and code != user.native_language]
    return sorted(learnt, key=lambda code: code != usual)


def _hit(user: User, find: Find) -> Hit:
    wanted = wanted_languages(user.native_language, user.learning_languages)
    meant = [code for code in wanted if code in find.gold.texts and code != find.language]
    return Hit(
        title=find.text,
        url=f"{reverse('vocabulary:new')}?{urlencode({'text': find.text})}",
        icon="plus",
        detail=spoken((code, find.gold.texts[code][0]) for code in sorted(meant, key=user.native_language.__ne__)),
        lang=find.language,
    )


# Grammar


def grammar_topics(request: HttpRequest, text: str) -> list[Hit]:
    """Pages and sections, found by their title in any language."""
    return [_hit_of_topic(topic) for topic in topics_like(get_language() or "en", text)[:SHOWN]]


def irregular(request: HttpRequest, text: str) -> list[Hit]:
    """Irregular verbs, found by any of their forms."""
    person = request.user if isinstance(request.user, User) else None
    languages = languages_for(person, explain=get_language() or "en")
    return [_hit_of_verb(verb, languages) for verb in verbs_of_form(text)[:SHOWN]]


def _hit_of_topic(topic: Topic) -> Hit:
    anchor = f"#{topic.section.id}" if topic.section else ""
    return Hit(
        title=topic.title,
        url=reverse("library:grammar_page", args=[topic.page.slug]) + anchor,
        icon="timeline" if topic.section else "book",
        detail=topic.page.title if topic.section else topic.page.summary,
    )


def _hit_of_verb(verb: IrregularVerb, languages: list[str]) -> Hit:
    table = reverse("library:grammar_page", args=[VERBS_PAGE])
    return Hit(
        title=f"{verb.base} – {verb.past} – {verb.participle}",
        url=f"{table}?{urlencode({'q': verb.base})}#table",
        icon="swap",
        detail=spoken((code, verb.meaning(code)) for code in languages),
        lang="en",
    )

"""How a card is asked: what stands on its front and its back, and what is accepted as a typed answer. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lexora.learning.rules.asks import CLOZE, LISTENING, REVERSE, TYPED, WRITING

GAP = "\ufffc"  # stands in a text for what is left out
PARENTHESES = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
BETWEEN = re.compile(r"\s*[;/|]\s*")
BETWEEN_WORDS = re.compile(r"\s*[;/|,]\s*")  # a sentence may have commas of its own


@dataclass(frozen=True)
class Text:
    """A text in a language."""

    text: str
    language: str


@dataclass(frozen=True)
class Question:
    """A card as it is asked. What is accepted is empty where nothing is typed."""

    front: tuple[Text, ...]
    back: tuple[Text, ...]
    hint: tuple[Text, ...] = ()
    accepted: tuple[str, ...] = ()


def question(ask: str, source: Text, translations: Sequence[Text], *, gap: str = "", is_word: bool) -> Question:
    """Translations come in the order in which the learner wants them: the first one asks, all of them answer."""
    first, rest = tuple(translations[:1]), tuple(translations)
    if ask == REVERSE:
        return Question(front=first, back=(source,))
    if ask == WRITING:
        return Question(front=first, back=(source,), accepted=accepted([source.text], is_word=is_word))
    if ask == TYPED:
        texts = [translation.text for translation in rest]
        return Question(front=(source,), back=rest, accepted=accepted(texts, is_word=is_word))
    if ask == CLOZE:
        front = Text(with_gap(source.text, gap), source.language)
        return Question(front=(front,), back=(source,), hint=first, accepted=(gap,))
    if ask == LISTENING:
        return Question(front=(), back=(source, *rest))
    return Question(front=(source,), back=rest)


def with_gap(text: str, gap: str) -> str:
    """The text with its gap left open wherever it stands as a word of its own, or where it stands first."""
    opened, count = re.subn(rf"(?<!\w){re.escape(gap)}(?!\w)", GAP, text)
    return opened if count else text.replace(gap, GAP, 1)


def accepted(texts: Iterable[str], *, is_word: bool) -> tuple[str, ...]:
    """Every way to answer, each once: whole texts, texts without what stands in parentheses, and each of several."""
    return tuple(dict.fromkeys(way for text in texts for way in _ways(text, is_word) if way))


def _ways(text: str, is_word: bool) -> Iterator[str]:
    yield text.strip()
    bare = PARENTHESES.sub(" ", text).strip()
    yield bare
    for part in (BETWEEN_WORDS if is_word else BETWEEN).split(bare):
        yield part.strip()

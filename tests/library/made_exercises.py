"""A few exercises that tests know by heart, in place of those in `content/`."""

import pytest

from lexora.library.curated import cloze, sentences
from lexora.library.curated.cloze import Cloze
from lexora.library.curated.sentences import Sentence

LANGUAGES = ("en", "uk", "el")


def texts(name: str) -> dict[str, str]:
    return {code: f"{name} in {code}" for code in LANGUAGES}


def make_cloze(key: str, **fields: object) -> Cloze:
    """A grammar exercise, by default about the Present Simple."""
    known: dict[str, object] = {
        "id": key,
        "level": "A1",
        "category": "tenses",
        "topic": "present-simple",
        "sentence": f"Ann ___ tea number {key[-1]}.",
        "answer": "drinks",
        "options": ("drinks", "drink", "drinking", "drank"),
        "hint": texts("Hint"),
        "explanation": texts("Why"),
    }
    return Cloze.model_validate({**known, **fields})


def make_sentence(key: str, *orders: str, **fields: object) -> Sentence:
    """A sentence to put together, whose meaning is told in the other languages."""
    meaning = {code: f"Meaning in {code}" for code in LANGUAGES if not key.startswith(code)}
    known = {"id": key, "level": "A1", "orders": orders, "meaning": meaning, "explanation": texts("Order")}
    return Sentence.model_validate({**known, **fields})


TENSES = [make_cloze(f"en-{n}") for n in range(1, 7)]
ARTICLE = make_cloze(
    "en-7",
    category="articles",
    topic="",
    sentence="We have ___ breakfast at seven.",
    answer="–",
    options=("–", "a", "the", "an"),
)
WILL = make_cloze(
    "en-8",
    level="B1",
    topic="future-continuous",
    sentence="This time tomorrow we ___ on the beach.",
    answer="will be lying",
    also=("'ll be lying",),
    options=("will be lying", "lie", "lay", "are lain"),
)
GREEK = make_cloze(
    "el-1",
    category="grammar",
    topic="",
    sentence="Ο γιατρός ___ ξέρω είναι εδώ.",
    answer="που",
    options=("που", "πού", "ποιος", "όταν"),
)
COFFEE = make_sentence(
    "en-1", "I usually drink coffee in the morning.", "In the morning, I usually drink coffee.", keep=("I",)
)
QUESTION = make_sentence("en-2", "Where does your sister live?")
CHAIR = make_sentence("el-1", "Πόσο κοστίζει η καρέκλα;")


def use_exercises(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be these and no others."""
    gaps = {exercise.id: exercise for exercise in (*TENSES, ARTICLE, WILL, GREEK)}
    orders = {sentence.id: sentence for sentence in (COFFEE, QUESTION, CHAIR)}
    monkeypatch.setattr(cloze, "exercises", lambda: gaps)
    monkeypatch.setattr(sentences, "sentences", lambda: orders)

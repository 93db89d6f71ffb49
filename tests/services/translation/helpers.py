"""What the tests of the translation service build their cases from."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lexora_contract.messages import TextItem, TranslateCall, TranslationRequest
from lexora_language import Language
from lexora_services.translation.settings import TranslationSettings
from lexora_services.translation.wiring import TranslationService, build
from tests.services.fake_clock import FakeClock
from tests.services.translation.wire import TranslationServers

HEADER = ("word", "level", "pos", "sense", "uk", "el", "example", "example_uk", "example_el")
ROWS = (
    ("apple", "A1", "noun", "", "яблуко", "το μήλο"),
    ("go", "A1", "verb", "", "йти; їхати; іти", "πηγαίνω; πάω"),
    ("water", "A1", "noun", "", "вода", "το νερό"),
    ("water", "B1", "verb", "give water to plants", "поливати", "ποτίζω"),
    ("bank", "B2", "noun", "side of a river", "берег; узбережжя", "η όχθη"),
    ("bank", "A1", "noun", "for money", "банк", "η τράπεζα"),
    ("shore", "B1", "noun", "", "узбережжя; берег", "η ακτή"),
    ("few", "A2", "determiner", "", "мало", "λίγοι"),
    ("a few", "A1", "determiner", "", "кілька", "μερικοί"),
    ("get", "A1", "verb", "", "отримувати; діставати; одержувати; ставати; отримувати; розуміти", "παίρνω"),
    ("untranslated", "C2", "adjective", "", "", ""),
)


@dataclass
class FakeProvider:
    """A provider that gives the same answer, or raises the same error, and counts."""

    answer: str | Exception = "слово"
    name: str = "fake"
    title: str = "Fake"
    outside: bool = False
    able: bool = True
    limit: int = 10_000
    asked: list[str] = field(default_factory=list)

    def can(self, source: Language, target: Language) -> bool:
        return self.able

    def fits(self, text: str) -> bool:
        return len(text) <= self.limit

    def split(self, text: str) -> list[str]:
        return [text[start : start + self.limit] for start in range(0, len(text), self.limit)]

    def translate(self, text: str, source: Language, target: Language) -> str:
        self.asked.append(text)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def write_dictionary(file: Path, rows: tuple[tuple[str, ...], ...] = ROWS) -> Path:
    lines = ("\t".join((*row, *[""] * (len(HEADER) - len(row)))) for row in (HEADER, *rows))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def make_settings(servers: TranslationServers | None = None, **values: Any) -> TranslationSettings:
    """Settings for a test: no file of the machine, and the outside world on the loopback."""
    own = {"dictionary_file": Path("/nowhere/vocabulary.tsv"), "freedict_dir": Path("/nowhere")}
    urls = {name.lower(): url for name, url in servers.environment.items()} if servers else {}
    return TranslationSettings(**{**own, **urls, **values})


def make_service(servers: TranslationServers, *, clock: FakeClock, **values: Any) -> TranslationService:
    settings = make_settings(servers, **{"translation_timeout_seconds": 5, **values})
    return build(settings, clock=clock, sleep=clock.sleep)


def call(text: str = "apple", source: str = "en", target: str = "uk", *, outside_allowed: bool = True) -> TranslateCall:
    return TranslateCall(text=text, source=source, target=target, outside_allowed=outside_allowed)


def request(*texts: str, source: str = "en", target: str = "uk", outside_allowed: bool = True) -> TranslationRequest:
    items = [TextItem(ref=str(number), text=text) for number, text in enumerate(texts)]
    return TranslationRequest(source=source, target=target, items=items, outside_allowed=outside_allowed)

"""Google Translate through its page for simple browsers, which needs no key."""

from dataclasses import dataclass
from html.parser import HTMLParser

from lexora_contract.reasons import BAD_ANSWER, BUSY, CannotDo, TryLater
from lexora_language import Language, split_sentences
from lexora_services.translation.providers.web import Page, Web

# The page takes 5,000 characters, but the text travels in the address, where a byte can become three characters,
# and an address over 16 kB is refused.
MAX_BYTES = 5_000
RESULT_CLASSES = {"t0", "result-container"}
VOID_ELEMENTS = {"br", "hr", "img", "input", "wbr"}


@dataclass(frozen=True)
class Google:
    url: str
    web: Web
    name: str = "google"
    title: str = "Google Translate"
    outside: bool = True

    def can(self, source: Language, target: Language) -> bool:
        return bool(source.google and target.google)

    def fits(self, text: str) -> bool:
        return _size(text) <= MAX_BYTES

    def split(self, text: str) -> list[str]:
        return split_sentences(text, limit=MAX_BYTES, size=_size)

    def translate(self, text: str, source: Language, target: Language) -> str:
        params = {"sl": source.google, "tl": target.google, "q": text}
        return self._read(self.web.get(self.url, params, provider=self.name))

    def _read(self, page: Page) -> str:
        if page.status == 403:
            raise TryLater(BUSY, provider=self.name)
        result = _Result.of(page.text) if page.status == 200 else None
        if result is None:
            raise CannotDo(BAD_ANSWER, provider=self.name)
        return result


def _size(text: str) -> int:
    return len(text.encode())


class _Result(HTMLParser):
    """Collects the text of the first result element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._depth = 0
        self._found = False

    @classmethod
    def of(cls, html: str) -> str | None:
        """The translation on the page; None if it is some other page."""
        parser = cls()
        parser.feed(html)
        parser.close()
        return "".join(parser._parts) if parser._found else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID_ELEMENTS:
            self.handle_startendtag(tag, attrs)
        elif self._depth:
            self._depth += 1
        elif not self._found and tag == "div" and RESULT_CLASSES & _classes(attrs):
            self._found = True
            self._depth = 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag not in VOID_ELEMENTS:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth:
            self._parts.append(data)


def _classes(attrs: list[tuple[str, str | None]]) -> set[str]:
    return set((dict(attrs).get("class") or "").split())

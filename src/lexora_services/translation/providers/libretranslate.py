"""LibreTranslate: a translation server of the administrator's own."""

from dataclasses import dataclass

from pydantic import BaseModel, Field, ValidationError

from lexora_contract.reasons import BAD_ANSWER, BUSY, CannotDo, TryLater
from lexora_language import Language, split_sentences
from lexora_services.translation.providers.web import Page, Web

MAX_CHARACTERS = 2_000  # a usual limit of such servers


class _Answer(BaseModel):
    text: str | None = Field(default=None, alias="translatedText")
    error: str = ""


@dataclass(frozen=True)
class LibreTranslate:
    url: str
    web: Web
    api_key: str = ""
    name: str = "libretranslate"
    title: str = "LibreTranslate"
    outside: bool = False

    def can(self, source: Language, target: Language) -> bool:
        return True  # which languages are installed, only the server knows

    def fits(self, text: str) -> bool:
        return len(text) <= MAX_CHARACTERS

    def split(self, text: str) -> list[str]:
        return split_sentences(text, limit=MAX_CHARACTERS)

    def translate(self, text: str, source: Language, target: Language) -> str:
        body = {"q": text, "source": source.code, "target": target.code, "format": "text"}
        if self.api_key:
            body["api_key"] = self.api_key
        return self._read(self.web.post(f"{self.url.rstrip('/')}/translate", body, provider=self.name))

    def _read(self, page: Page) -> str:
        try:  # the error is not chained: it quotes the answer
            answer = _Answer.model_validate_json(page.text)
        except ValidationError:
            raise CannotDo(BAD_ANSWER, provider=self.name) from None
        # 403 is a wrong key, or a sender turned away for asking too often.
        if page.status == 403 and "limit" in answer.error.lower():
            raise TryLater(BUSY, provider=self.name)
        if page.status != 200 or answer.text is None:
            raise CannotDo(BAD_ANSWER, provider=self.name)
        return answer.text

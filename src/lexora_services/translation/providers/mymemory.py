"""MyMemory: a public translation memory with machine translation behind it."""

from dataclasses import dataclass

from pydantic import BaseModel, Field, ValidationError

from lexora_contract.reasons import BAD_ANSWER, BUSY, UNREACHABLE, CannotDo, TryLater
from lexora_language import Language, normalise, split_sentences
from lexora_services.translation.providers.web import Page, Web

MAX_CHARACTERS = 500
QUOTA_NOTICE = "MYMEMORY WARNING"  # sent in place of a translation when the day's quota is used up
# Status 403 means an overrun quota, except where the notice says what was wrong with the question.
OUR_MISTAKES = ("INVALID", "QUERY LENGTH LIMIT", "DISTINCT LANGUAGES")


class _Data(BaseModel):
    text: str | None = Field(default=None, alias="translatedText")


class _Match(BaseModel):
    segment: str = ""
    translation: str | None = None


class _Answer(BaseModel):
    data: _Data | None = Field(default=None, alias="responseData")
    status: int = Field(default=200, alias="responseStatus")  # sometimes a number in quotes
    quota_finished: bool | None = Field(default=None, alias="quotaFinished")
    matches: list[_Match] | str | None = None  # an empty string when there are none

    def text(self) -> str:
        return ((self.data and self.data.text) or "").strip()

    def match_of(self, text: str) -> str:
        """The translation of exactly this text: other matches are merely similar texts."""
        matches = self.matches if isinstance(self.matches, list) else []
        exact = (match.translation for match in matches if normalise(match.segment) == normalise(text))
        return next(filter(None, exact), "")


@dataclass(frozen=True)
class MyMemory:
    url: str
    web: Web
    email: str = ""  # a known sender has a larger quota
    name: str = "mymemory"
    title: str = "MyMemory"
    outside: bool = True

    def can(self, source: Language, target: Language) -> bool:
        return bool(source.mymemory and target.mymemory)

    def fits(self, text: str) -> bool:
        return len(text) <= MAX_CHARACTERS

    def split(self, text: str) -> list[str]:
        return split_sentences(text, limit=MAX_CHARACTERS)

    def translate(self, text: str, source: Language, target: Language) -> str:
        params = {"q": text, "langpair": f"{source.mymemory}|{target.mymemory}"}
        if self.email:
            params["de"] = self.email
        answer = self._read(self.web.get(self.url, params, provider=self.name))
        return answer.text() or answer.match_of(text)

    def _read(self, page: Page) -> _Answer:
        try:  # the error is not chained: it quotes the answer
            answer = _Answer.model_validate_json(page.text)
        except ValidationError:
            if page.status == 403:
                raise TryLater(BUSY, provider=self.name) from None
            raise CannotDo(BAD_ANSWER, provider=self.name) from None
        self._check(answer, max(page.status, answer.status))
        return answer

    def _check(self, answer: _Answer, status: int) -> None:
        notice = answer.text().upper()
        if answer.quota_finished or status == 429 or notice.startswith(QUOTA_NOTICE):
            raise TryLater(BUSY, provider=self.name)
        if status >= 500:
            raise TryLater(UNREACHABLE, provider=self.name)
        if status == 403 and not any(mistake in notice for mistake in OUR_MISTAKES):
            raise TryLater(BUSY, provider=self.name)
        if status != 200:
            raise CannotDo(BAD_ANSWER, provider=self.name)

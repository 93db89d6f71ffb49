"""What every provider of translations looks like."""

from typing import Protocol

from lexora_language import Language


class Provider(Protocol):
    """Somebody who can translate. Methods are called from several threads."""

    @property
    def name(self) -> str:
        """The name in settings, results and reasons."""

    @property
    def title(self) -> str:
        """The name people know, for the privacy notice."""

    @property
    def outside(self) -> bool:
        """Whether texts leave for a server that is not the administrator's own."""

    def can(self, source: Language, target: Language) -> bool:
        """Whether asking for this pair makes sense at all."""

    def fits(self, text: str) -> bool:
        """Whether these lines go in one request, and come back as lines."""

    def split(self, text: str) -> list[str]:
        """A line in pieces small enough for one request; joined with blanks they are the line again."""

    def translate(self, text: str, source: Language, target: Language) -> str:
        """Translate one piece. Raises `CannotDo` or `TryLater`; the answer is not checked yet."""

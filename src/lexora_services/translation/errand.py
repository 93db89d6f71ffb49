"""A text's way through one provider: in as few requests as possible, and never in too many."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lexora_contract.reasons import TOO_MANY_PIECES, CannotDo
from lexora_services.translation.providers.base import Provider

MAX_REQUESTS = 30  # for one text


@dataclass
class Errand:
    """`ask` sends one piece and gives its translation."""

    provider: Provider
    ask: Callable[[str], str]
    left: int = MAX_REQUESTS

    def translate(self, text: str) -> str:
        """Paragraphs stay paragraphs. Raises `CannotDo` or `TryLater`."""
        lines = text.split("\n")
        packs = list(packed([line for line in lines if line.strip()], self.provider.fits))
        self._check(sum(self._requests(pack) for pack in packs))
        translated = (line for pack in packs for line in self._pack(pack))
        return "\n".join(next(translated) if line.strip() else "" for line in lines)

    def _pack(self, lines: Sequence[str]) -> list[str]:
        """Many lines in one request, and one by one when the provider does not keep them apart."""
        if len(lines) > 1:
            answer = [line for line in self._send("\n".join(lines)).split("\n") if line.strip()]
            if len(answer) == len(lines):
                return answer
            self._check(sum(self._requests([line]) for line in lines))
        return [" ".join(self._send(piece) for piece in self.provider.split(line)) for line in lines]

    def _requests(self, pack: Sequence[str]) -> int:
        return 1 if len(pack) > 1 else len(self.provider.split(pack[0]))

    def _check(self, wanted: int) -> None:
        if wanted > self.left:
            raise CannotDo(TOO_MANY_PIECES, provider=self.provider.name)

    def _send(self, piece: str) -> str:
        self.left -= 1
        return self.ask(piece)


def packed(lines: Sequence[str], fits: Callable[[str], bool]) -> Iterator[list[str]]:
    """Neighbouring lines together, as long as they fit in one request."""
    pack: list[str] = []
    for line in lines:
        if pack and not fits("\n".join([*pack, line])):
            yield pack
            pack = []
        pack.append(line)
    if pack:
        yield pack

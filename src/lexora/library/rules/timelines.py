"""How a tense is drawn: moments from -10 (past) through 0 (now) to 10 (future), as shapes on a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT, EDGE = 480, 136, 28
LINE = 74  # how far down the line is
NOW = WIDTH / 2
SPAN = 10  # moments on each side of now
SWING, HALF = 13, 11  # of a wave: how high it swings, and how wide half of it is at least
HOP = 30  # how high what happens again and again hops


@dataclass(frozen=True)
class Shape:
    """A mark on the picture: a point (`x`), a stretch (from `x`, so wide), a path, or several of them.

    Numbers are texts already, so that nobody writes them with a comma.
    """

    kind: str
    x: str = ""
    width: str = ""
    path: str = ""
    points: tuple[str, ...] = ()


def place(moment: float) -> float:
    """How far to the right a moment is."""
    return NOW + moment / SPAN * (NOW - EDGE)


def point(moment: float) -> Shape:
    """What happens once."""
    return Shape("point", x=_said(place(moment)))


def repeat(moments: Sequence[float]) -> Shape:
    """Points, and hops from each to the next."""
    places = [place(moment) for moment in moments]
    hops = "".join(_hop(a, b) for a, b in pairwise(places))
    return Shape("repeat", points=tuple(map(_said, places)), path=hops)


def bar(begin: float, end: float) -> Shape:
    """What lasts until another moment."""
    return Shape("bar", x=_said(place(begin)), width=_said(place(end) - place(begin)))


def wave(begin: float, end: float) -> Shape:
    """A line that swings an even number of times from begin to end."""
    x, width = place(begin), place(end) - place(begin)
    swings = max(2, round(width / HALF / 2) * 2)
    half = _said(width / swings)
    path = f"M{_said(x)} {LINE}q{_said(width / swings / 2)} {-2 * SWING} {half} 0" + f"t{half} 0" * (swings - 1)
    return Shape("wave", x=_said(x), width=_said(width), path=path)


def reference(moment: float) -> Shape:
    """The other moment that all is seen from."""
    return Shape("reference", x=_said(place(moment)))


def _hop(start: float, end: float) -> str:
    gap = 9  # between the hop and its points
    half = (end - start) / 2 - gap
    return f"M{_said(start + gap)} {LINE - gap}q{_said(half)} {-HOP} {_said(2 * half)} 0"


def _said(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")

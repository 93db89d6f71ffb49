"""PDF as a reader has it in their hands: its texts, where they stand, and how much ink is where."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw  # type: ignore[import-untyped]


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(content)
    try:
        yield document
    finally:
        document.close()


@dataclass(frozen=True)
class Sheet:
    """A page: its size in points, and all that one may ask about it."""

    width: float
    height: float
    text: str
    left: str  # what stands in the left half, and in the right one
    right: str
    left_of_left: str  # what stands in the outermost quarter of the left
    ink: list[list[float]]  # share of dark dots in 20 rows of 60 tiles
    is_within: bool  # nothing stands in the outermost five millimetres, where printers do not print


def sheets(content: bytes) -> list[Sheet]:
    """Every page."""
    with opened(content) as document:
        return [_sheet(document[number]) for number in range(len(document))]


def text_of(content: bytes) -> str:
    """All texts, one page after the other, as if in one line."""
    return in_one_line(" ".join(sheet.text for sheet in sheets(content)))


def font_of(content: bytes, text: str) -> str:
    """The name of the font in which the text begins on the first page."""
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    with opened(content) as document:
        words = document[0].get_textpage()
        place = words.get_text_bounded().index(text)
        pypdfium2.raw.FPDFText_GetFontInfo(words.raw, place, name, len(name), flags)
        words.close()
    return name.value.decode()


def in_one_line(text: str) -> str:
    """Without what only shows where a line may be broken."""
    return " ".join(text.replace("\u200b", "").replace("\ufffe", "").replace("\x02", "").split())


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    width, height = page.get_size()
    words = page.get_textpage()
    try:
        return Sheet(
            width=width,
            height=height,
            text=words.get_text_bounded(),
            left=words.get_text_bounded(right=width / 2),
            right=words.get_text_bounded(left=width / 2),
            left_of_left=words.get_text_bounded(right=width / 4),
            ink=_ink(page),
            is_within=_is_within(page),
        )
    finally:
        words.close()
        page.close()


def _ink(page: pypdfium2.PdfPage, *, across: int = 60, down: int = 20) -> list[list[float]]:
    """The page in grey, small, cut into tiles."""
    bitmap = page.render(scale=0.5, grayscale=True)
    try:
        lines = [bytes(bitmap.buffer)[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height)]
        wide, high = bitmap.width / across, bitmap.height / down
        return [[_dark(lines, x, y, wide, high) for x in range(across)] for y in range(down)]
    finally:
        bitmap.close()


def _is_within(page: pypdfium2.PdfPage, *, margin: float = 14) -> bool:
    bitmap = page.render(scale=0.5, grayscale=True)
    try:
        edge = int(margin / 2)
        lines = [bytes(bitmap.buffer)[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height)]
        outer = [*lines[:edge], *lines[-edge:], *(line[:edge] + line[-edge:] for line in lines)]
        return min(map(min, outer)) > 200
    finally:
        bitmap.close()


def _dark(lines: list[bytes], x: int, y: int, wide: float, high: float) -> float:
    dots = [
        dot for line in lines[int(y * high) : int((y + 1) * high)] for dot in line[int(x * wide) : int((x + 1) * wide)]
    ]
    return sum(dot < 200 for dot in dots) / max(1, len(dots))

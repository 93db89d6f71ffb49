"""Pages that have numbers. Pure."""

GAP = 0


def page_numbers(page: int, pages: int) -> list[int]:
    """The numbers that links are shown for: the ends, and the neighbours of a page; `GAP` for those left out."""
    shown = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    numbers: list[int] = []
    for number in shown:
        before = numbers[-1] if numbers else 0
        if number - before == 2:
            numbers.append(number - 1)  # a gap of one page is as wide as its number
        elif number - before > 2:
            numbers.append(GAP)
        numbers.append(number)
    return numbers

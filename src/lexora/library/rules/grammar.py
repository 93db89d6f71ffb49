"""What belongs together: pages of grammar and exercises, times and aspects."""

TIMES = ("past", "present", "future")
ASPECTS = ("simple", "continuous", "perfect", "perfect-continuous")
TENSES = tuple(f"{time}-{aspect}" for aspect in ASPECTS for time in TIMES)  # as the overview shows them, row by row

# The categories of the exercises about a page, and the pages whose sections have exercises of their own.
CATEGORIES = {
    "tenses": ("tenses",),
    "irregular-verbs": ("irregular_verbs",),
    "articles": ("articles",),
    "conditionals": ("conditionals",),
    "modal-verbs": ("modal_verbs",),
    "passive-and-reported-speech": ("passive", "reported_speech"),
}
BY_SECTION = ("tenses", "conditionals")


def is_found(wanted: str, text: str) -> bool:
    """Whether for each word that is looked for the text has one that begins like it. Both are folded."""
    words = f" {text}"
    return bool(wanted) and all(f" {word}" in words for word in wanted.split())


def rank(wanted: str, titles: tuple[str, ...]) -> int | None:
    """The very same title, what begins with it, what has its words; None for another. All is folded."""
    if wanted in titles:
        return 0
    if any(title.startswith(wanted) for title in titles):
        return 1
    return 2 if any(is_found(wanted, title) for title in titles) else None

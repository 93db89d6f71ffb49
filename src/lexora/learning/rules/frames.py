"""Frames round avatars. Pure."""

PREFIX = "frame-"  # of the slugs of frames in the shop
FRAMES = ("gold", "aurora", "olive")  # each has its look in the style sheets


def frame_of(slug: str | None) -> str:
    """The name of the look of a frame that is worn; empty without one."""
    name = (slug or "").removeprefix(PREFIX)
    return name if name in FRAMES else ""

"""The library's places in the menus."""


def connect() -> None:
    """Take part in the shell."""

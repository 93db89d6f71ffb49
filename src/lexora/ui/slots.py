"""Places in the shell and on the start pages that rooms above fill with a template. An empty place renders nothing.

Places: `header` (beside the account), `shell` (the end of every page), `home` (for visitors), `start` (for learners),
`practice_done` (when no card is left), `dashboard` (the end of a learner's page of figures), `vocabulary` (above the
entries that the list shows), `selection` (among what can be done with entries that are selected there).
"""

PLACES = ("header", "shell", "home", "start", "practice_done", "dashboard", "vocabulary", "selection")
_filled: dict[str, dict[str, int]] = {place: {} for place in PLACES}


def fill(place: str, template: str, *, order: int = 0) -> None:
    """Show a template in a place, from a room's `apps.py`. It must cope with guests."""
    _filled[place][template] = order


def templates_in(place: str) -> list[str]:
    """What was put there, in order."""
    return sorted(_filled[place], key=lambda template: _filled[place][template])

"""Grammar exercises and the Sentence Builder: choosing, playing one after the other, the end of a set."""

from dataclasses import dataclass
from secrets import SystemRandom
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from lexora.accounts.access import signed_in
from lexora.accounts.models import User
from lexora.core.errors import NotFound, Refused
from lexora.library.actions import exercises as actions
from lexora.library.forms.exercises import AfterForm, AnswerForm, WishesForm
from lexora.library.models import Attempt, Kind
from lexora.library.queries import exercise_board, exercises, turns
from lexora.library.queries.exercises import Wishes
from lexora.library.queries.turns import Turn
from lexora.library.rules.exercises import SIZES, XP

PLAY = {Kind.CLOZE.value: "library:cloze_set", Kind.BUILDER.value: "library:builder_set"}


@dataclass(frozen=True)
class Set:
    """A set as its page shows it: the turn that is on, answered or not; none at the end."""

    kind: str
    turns: list[Turn]
    turn: Turn | None
    wishes: Wishes

    @property
    def set_id(self) -> UUID:
        return self.turns[0].attempt.set_id

    @property
    def is_typed(self) -> bool:
        return self.kind == Kind.CLOZE and self.turns[0].attempt.is_typed

    @property
    def done(self) -> int:
        return sum(turn.attempt.is_answered for turn in self.turns)

    @property
    def right(self) -> int:
        return sum(bool(turn.attempt.is_right) for turn in self.turns)

    @property
    def is_good(self) -> bool:
        """Whether at least half was right."""
        return 2 * self.right >= len(self.turns)

    @property
    def xp(self) -> int:
        return sum(turn.attempt.xp for turn in self.turns)

    @property
    def missed(self) -> list[Turn]:
        return [turn for turn in self.turns if turn.attempt.is_right is False]


@require_safe
def choose(request: HttpRequest, kind: str) -> HttpResponse:
    """The page where a set is chosen."""
    user, form = signed_in(request), WishesForm(request.GET)
    board = exercise_board.board(user, kind, form.wishes(), now=timezone.now())
    context = {"board": board, "is_typed": form.is_typed, "size": SIZES[kind], "xp": XP[kind]}
    return render(request, f"library/{kind}.html", context)


@require_POST
def start(request: HttpRequest, kind: str) -> HttpResponse:
    """Begin a set, and go to its page."""
    user, form = signed_in(request), WishesForm(request.POST)
    wishes = exercise_board.settled(user, kind, form.wishes())
    is_typed = form.is_typed and kind == Kind.CLOZE
    given = actions.start_set(
        user, kind=kind, wishes=wishes, is_typed=is_typed, dice=SystemRandom(), now=timezone.now()
    )
    return redirect(_address(kind, given.set_id, category=wishes.category, level=wishes.level, topic=wishes.topic))


@require_safe
def play(request: HttpRequest, kind: str, set_id: UUID) -> HttpResponse:
    """The exercise that is next; with `after` the one that was answered just now; at the end how it went."""
    form = AfterForm(request.GET)
    if not form.is_valid():
        raise Refused("bad_request")
    return _shown(request, kind, set_id, after=form.cleaned_data["after"])


@require_POST
def answer(request: HttpRequest, kind: str, set_id: UUID) -> HttpResponse:
    """Grade an answer, and show what became of it."""
    user, form = signed_in(request), AnswerForm(request.POST)
    if not form.is_valid():
        raise Refused("bad_request")
    position, text = form.cleaned_data["position"], form.cleaned_data["answer"]
    actions.answer(user, kind=kind, set_id=set_id, position=position, text=text, now=timezone.now())
    if request.headers.get("HX-Request"):
        return _shown(request, kind, set_id, after=position)
    return redirect(_address(kind, set_id, **{**request.GET.dict(), "after": str(position)}))


@require_POST
def again(request: HttpRequest, kind: str, set_id: UUID) -> HttpResponse:
    """Begin a set of what went wrong."""
    user, now = signed_in(request), timezone.now()
    given = actions.start_again(user, kind=kind, set_id=set_id, dice=SystemRandom(), now=now)
    return redirect(_address(kind, given.set_id, **request.GET.dict()))


def _shown(request: HttpRequest, kind: str, set_id: UUID, *, after: int | None) -> HttpResponse:
    found = _set(signed_in(request), kind, set_id, after=after, wishes=WishesForm(request.GET).wishes())
    is_part = request.headers.get("HX-Target") == "play" and not request.headers.get("HX-History-Restore-Request")
    template = "library/_play.html" if is_part else "library/play.html"
    context: dict[str, Any] = {"set": found, "turn": found.turn, "is_part": is_part}
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    if is_part:  # an address left by an answer that was sent before the script was there would show that one again
        response["HX-Replace-Url"] = _address(kind, set_id, **{**request.GET.dict(), "after": ""})
    return response


def _set(user: User, kind: str, set_id: UUID, *, after: int | None, wishes: Wishes) -> Set:
    attempts = exercises.set_of(user, kind, set_id)
    if not attempts:
        raise NotFound
    speaks = turns.speaks(user)
    shown = {attempt.position: turns.turn_of(attempt, speaks=speaks) for attempt in attempts}
    on = _on(attempts, after=after)
    return Set(kind=kind, turns=[*shown.values()], turn=shown[on.position] if on else None, wishes=wishes)


def _on(attempts: list[Attempt], *, after: int | None) -> Attempt | None:
    """The attempt that the page is about."""
    answered = (attempt for attempt in attempts if attempt.position == after and attempt.is_answered)
    return next(answered, None) or exercises.current_of(attempts)


def _address(kind: str, set_id: UUID, **query: str) -> str:
    return reverse(PLAY[kind], args=[set_id], query={name: value for name, value in query.items() if value})

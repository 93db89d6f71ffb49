"""The shop, the inventory with the ledger of XP, and whether one wants to see any of it."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from lexora.accounts.access import signed_in
from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.learning import actions, queries
from lexora.learning.access import frame_of_own, item_for_sale
from lexora.learning.forms import BuyForm, LedgerForm, ShownForm
from lexora.learning.models import ShopItem
from lexora.ui.languages import in_interface_language


@require_safe
def shop(request: HttpRequest) -> HttpResponse:
    """What XP can buy."""
    user = signed_in(request)
    if queries.hides_game(user, now=timezone.now()):
        return render(request, "learning/game_hidden.html")
    return render(request, "learning/shop.html", _shop(user))


@require_POST
def buy(request: HttpRequest, slug: str) -> HttpResponse:
    """Buy one piece; the same form sent twice buys one."""
    user, form = signed_in(request), BuyForm(request.POST)
    if not form.is_valid():
        raise Refused("bad_request")
    item = item_for_sale(slug)
    actions.buy(user, item, key=f"{slug}:{form.cleaned_data['key']}", now=timezone.now())
    messages.success(request, gettext("Bought: %(item)s.") % {"item": in_interface_language(item.names)})
    if not request.headers.get("HX-Request"):
        return redirect("learning:shop")
    return render(request, "learning/_shop.html", {**_shop(user), "is_part": True})


@require_safe
def inventory(request: HttpRequest) -> HttpResponse:
    """What one owns, and where XP came from; or the rows of the ledger's next page."""
    user, form = signed_in(request), LedgerForm(request.GET)
    if not form.is_valid():
        raise Refused("bad_cursor")
    if queries.hides_game(user, now=timezone.now()):
        return render(request, "learning/game_hidden.html")
    cursor = form.cleaned_data["cursor"]
    context = {"page": queries.ledger(user, cursor=cursor), "items": _names_of_items()}
    if cursor and request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request"):
        return render(request, "learning/_ledger_rows.html", context)
    return render(request, "learning/inventory.html", {**context, **_inventory(user)})


@require_POST
def use_booster(request: HttpRequest) -> HttpResponse:
    """Start a booster; one that runs already refuses the second click."""
    user = signed_in(request)
    actions.use_booster(user)
    messages.success(request, gettext("Started: your next 5 reviews that earn XP earn double."))
    return _inventory_again(request, user)


@require_POST
def wear(request: HttpRequest, owned_id: int) -> HttpResponse:
    """Put a frame on, or with `worn=no` take it off."""
    user = signed_in(request)
    worn = request.POST.get("worn") != "no"
    actions.wear(user, frame_of_own(user, owned_id), worn=worn)
    messages.success(request, gettext("Your new frame is on.") if worn else gettext("Your frame is off."))
    return _inventory_again(request, user)


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Hide the game or show it again; be in lists or not. Back to where that was asked."""
    user, form = signed_in(request), ShownForm(request.POST)
    if not form.is_valid():
        raise Refused("unknown_choice")
    data = form.cleaned_data
    game, is_listed = data["game"], data["listed"]
    actions.choose_game(user, hidden=game == "hide" if game else None, listed=is_listed == "yes" if is_listed else None)
    messages.success(request, gettext("Saved."))
    came_from = data["next"]
    is_ours = came_from.startswith("/") and url_has_allowed_host_and_scheme(came_from, {request.get_host()})
    return redirect(came_from if is_ours else "learning:leaderboard")


def _shop(user: User) -> dict[str, Any]:
    return {"shop": queries.shop_of(user), "key": secrets.token_urlsafe(12)}


def _inventory(user: User) -> dict[str, Any]:
    return {"inventory": queries.inventory_of(user)}


def _inventory_again(request: HttpRequest, user: User) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect("learning:inventory")
    return render(request, "learning/_inventory.html", {**_inventory(user), "is_part": True})


def _names_of_items() -> dict[str, str]:
    """What was bought, by the slug that the ledger keeps."""
    return {slug: in_interface_language(names) for slug, names in ShopItem.objects.values_list("slug", "names")}

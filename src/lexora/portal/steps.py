"""What the start page proposes to do next, in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """A proposal: where it leads, and why one should go there."""

    title: Promise
    sentence: Promise
    url_name: str
    icon: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    @property
    def icon_template(self) -> str:
        return f"ui/icons/{self.icon}.html"


STEPS = {
    "practise": Step(
        _("Practise"), _("Some cards are due. A few minutes are enough."), "learning:practice", "cards"
    ),
    "choose_languages": Step(
        _("Choose your native language"),
        _("Lexora then knows which translations you need."),
        "portal:profile",
        "globe",
    ),
    "add_words": Step(
        _("Add your first words"), _("Five words are a good start for practising."), "vocabulary:new", "plus"
    ),
    "confirm_email": Step(
        _("Confirm your e-mail address"),
        _("Then you can get back in if you forget your password."),
        "account_email",
        "mail",
    ),
    "translate": Step(
        _("Try the translator"),
        _("Translate a text and save it to your vocabulary with one click."),
        "translation:translator",
        "swap",
    ),
    "share": Step(
        _("Share your words"), _("Let other learners see and copy your list."), "portal:profile", "share"
    ),
}  # fmt: skip

"""What XP can buy, and what learners own. The file in `content/` is the truth about items; the table is its copy."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ShopItem(models.Model):
    """A thing for sale."""

    class Kind(models.TextChoices):
        FREEZE = "streak_freeze", _("Streak freeze")
        BOOSTER = "double_xp", _("Double XP")
        FRAME = "profile_frame", _("Profile frame")

    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    price = models.PositiveIntegerField(_("price"))
    most = models.PositiveSmallIntegerField(_("most that one may own"))
    names = models.JSONField(_("names"))
    descriptions = models.JSONField(_("descriptions"))
    position = models.PositiveSmallIntegerField(_("place in the shop"))
    is_retired = models.BooleanField(_("no longer for sale"), default=False)

    class Meta:
        verbose_name = _("shop item")
        verbose_name_plural = _("shop items")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["streak_freeze", "double_xp", "profile_frame"]), name="shop_kind_known"
            ),
            models.CheckConstraint(condition=Q(price__gt=0), name="shop_price_positive"),
            models.CheckConstraint(condition=Q(most__gt=0), name="shop_most_positive"),
        ]

    def __str__(self) -> str:
        return self.slug


class OwnedItem(models.Model):
    """How many of an item a learner has, and whether it is worn."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="owned_items"
    )
    item = models.ForeignKey(ShopItem, verbose_name=_("item"), on_delete=models.PROTECT, related_name="owned")
    kind = models.CharField(_("kind"), max_length=20)
    quantity = models.PositiveSmallIntegerField(_("quantity"))
    is_equipped = models.BooleanField(_("worn"), default=False)
    acquired_on = models.DateField(_("since"))

    class Meta:
        verbose_name = _("owned item")
        verbose_name_plural = _("owned items")
        constraints = [
            models.UniqueConstraint(fields=["user", "item"], name="owned_once_per_item"),
            models.UniqueConstraint(
                fields=["user", "kind"], condition=Q(is_equipped=True), name="owned_one_equipped_per_kind"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="owned_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.quantity}"

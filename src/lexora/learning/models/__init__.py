"""Cards and the log of reviews, days, XP, the shop, and how a learner wants to practise."""

from lexora.learning.models.cards import Card, Review
from lexora.learning.models.progress import Day, Progress, Standing, XpEntry
from lexora.learning.models.settings import PracticeSettings
from lexora.learning.models.shop import OwnedItem, ShopItem

__all__ = ["Card", "Day", "OwnedItem", "PracticeSettings", "Progress", "Review", "ShopItem", "Standing", "XpEntry"]

"""How the topics within a kit of phrases are called in the interface."""

from django.utils.translation import gettext_lazy as _

TAGS = {
    # Airport
    "check_in": _("Check-in"),
    "luggage": _("Luggage"),
    "security": _("Security check"),
    "boarding": _("Boarding"),
    "delay": _("Delays"),
    "customs": _("Customs"),
    "arrival": _("Arrival"),
    # Hotel
    "room": _("Your room"),
    "requests": _("Asking for things"),
    "complaint": _("Complaints"),
    "check_out": _("Check-out"),
    "wifi": _("Wi-Fi"),
    "breakfast": _("Breakfast"),
    # Restaurant
    "seating": _("Getting a table"),
    "ordering": _("Ordering"),
    "drinks": _("Drinks"),
    "diet": _("Diet and allergies"),
    "recommendation": _("Asking for advice"),
    "payment": _("Paying"),
    # Transport
    "tickets": _("Tickets"),
    "bus": _("Bus"),
    "train": _("Train"),
    "metro": _("Metro"),
    "taxi": _("Taxi"),
    "directions": _("Directions"),
    # Shopping
    "price": _("Prices"),
    "size": _("Sizes"),
    "fitting": _("Trying on"),
    "discount": _("Discounts"),
    "return": _("Returns"),
    # Health
    "help": _("Calling for help"),
    "doctor": _("At the doctor’s"),
    "pharmacy": _("At the pharmacy"),
    "police": _("Police"),
    "theft": _("Theft"),
    "fire": _("Fire"),
    "documents": _("Lost documents"),
}

from django.urls import URLPattern, path

from lexora.library.views import idioms, phrasebook

app_name = "library"
urlpatterns: list[URLPattern] = [
    # Expressions and phrases
    path("idioms", idioms.idioms, name="idioms"),
    path("idioms/surprise", idioms.surprise, name="surprise"),
    path("idioms/<slug:idiom_id>", idioms.idiom, name="idiom"),
    path("idioms/<slug:idiom_id>/save", idioms.save_idiom, name="save_idiom"),
    path("phrasebook", phrasebook.phrasebook, name="phrasebook"),
    path("phrasebook/<slug:kit_slug>", phrasebook.kit, name="kit"),
    path("phrasebook/<slug:kit_slug>/save", phrasebook.save_kit, name="save_kit"),
    path("phrasebook/<slug:kit_slug>/<slug:phrase_id>/show", phrasebook.show_phrase, name="show_phrase"),
    path("phrasebook/<slug:kit_slug>/<slug:phrase_id>/save", phrasebook.save_phrase, name="save_phrase"),
]

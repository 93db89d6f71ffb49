from django.urls import path

from lexora.library.views import prints

app_name = "library"
urlpatterns = [
    # Printing
    path("my/vocabulary/print", prints.vocabulary, name="print_vocabulary"),
    path("my/vocabulary/print/options", prints.options, name="print_options"),
    path("useful-words/print", prints.gold, name="print_gold"),
    path("grammar/<slug:slug>/print", prints.grammar, name="print_grammar"),
    path("phrasebook/<slug:slug>/print", prints.kit, name="print_kit"),
    path("prints/<uuid:print_id>", prints.job, name="print_job"),
    path("prints/<uuid:print_id>/file", prints.file, name="print_file"),
]

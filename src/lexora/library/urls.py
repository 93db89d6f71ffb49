from django.urls import path

from lexora.library.views import exercises, gold, grammar, idioms, phrasebook, prints

app_name = "library"
CLOZE, BUILDER = {"kind": "cloze"}, {"kind": "builder"}
urlpatterns = [
    # Gold Vocabulary
    path("useful-words", gold.useful_words, name="gold"),
    path("useful-words/add", gold.add_several, name="gold_add_several"),
    path("useful-words/undo", gold.undo, name="gold_undo"),
    path("useful-words/<int:word_id>/add", gold.add, name="gold_add"),
    path("useful-words/<int:word_id>/take-back", gold.take_back, name="gold_take_back"),
    path("useful-words/level/<slug:level>", gold.add_level, name="gold_level"),
    # Exercises
    path("my/grammar-practice", exercises.choose, CLOZE, name="cloze"),
    path("my/grammar-practice/start", exercises.start, CLOZE, name="cloze_start"),
    path("my/grammar-practice/<uuid:set_id>", exercises.play, CLOZE, name="cloze_set"),
    path("my/grammar-practice/<uuid:set_id>/answer", exercises.answer, CLOZE, name="cloze_answer"),
    path("my/grammar-practice/<uuid:set_id>/again", exercises.again, CLOZE, name="cloze_again"),
    path("my/sentence-builder", exercises.choose, BUILDER, name="builder"),
    path("my/sentence-builder/start", exercises.start, BUILDER, name="builder_start"),
    path("my/sentence-builder/<uuid:set_id>", exercises.play, BUILDER, name="builder_set"),
    path("my/sentence-builder/<uuid:set_id>/answer", exercises.answer, BUILDER, name="builder_answer"),
    path("my/sentence-builder/<uuid:set_id>/again", exercises.again, BUILDER, name="builder_again"),
    path("grammar", grammar.index, name="grammar"),
    path("grammar/<slug:topic>", grammar.page, name="grammar_page"),
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
    # Printing
    path("my/vocabulary/print", prints.vocabulary, name="print_vocabulary"),
    path("my/vocabulary/print/options", prints.options, name="print_options"),
    path("useful-words/print", prints.gold, name="print_gold"),
    path("grammar/<slug:slug>/print", prints.grammar, name="print_grammar"),
    path("phrasebook/<slug:slug>/print", prints.kit, name="print_kit"),
    path("prints/<uuid:print_id>", prints.job, name="print_job"),
    path("prints/<uuid:print_id>/file", prints.file, name="print_file"),
]

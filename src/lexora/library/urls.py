from django.urls import path

from lexora.library.views import exercises

app_name = "library"
CLOZE, BUILDER = {"kind": "cloze"}, {"kind": "builder"}
urlpatterns = [
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
]

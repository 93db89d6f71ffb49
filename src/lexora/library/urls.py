from django.urls import path

from lexora.library.views import gold

app_name = "library"
urlpatterns = [
    # Gold Vocabulary
    path("useful-words", gold.useful_words, name="gold"),
    path("useful-words/add", gold.add_several, name="gold_add_several"),
    path("useful-words/undo", gold.undo, name="gold_undo"),
    path("useful-words/<int:word_id>/add", gold.add, name="gold_add"),
    path("useful-words/<int:word_id>/take-back", gold.take_back, name="gold_take_back"),
    path("useful-words/level/<slug:level>", gold.add_level, name="gold_level"),
]

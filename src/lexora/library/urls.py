from django.urls import path

from lexora.library.views import grammar

app_name = "library"
urlpatterns = [
    path("grammar", grammar.index, name="grammar"),
    path("grammar/<slug:topic>", grammar.page, name="grammar_page"),
]

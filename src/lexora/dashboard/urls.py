from django.urls import path

from lexora.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("my/dashboard", views.mine, name="mine"),
    path("my/dashboard/words", views.words, name="words"),
    path("dashboard", views.community, name="community"),
    path("dashboard/word", views.word, name="word"),
]

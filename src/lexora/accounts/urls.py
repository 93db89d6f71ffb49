from django.urls import path

from lexora.accounts import views

app_name = "accounts"
urlpatterns = [
    path("language", views.choose_language, name="language"),
    path("theme", views.choose_theme, name="theme"),
]

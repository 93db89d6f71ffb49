from django.urls import path

from lexora.translation import views

app_name = "translation"
urlpatterns = [
    path("translator", views.translator, name="translator"),
    path("translator/translate", views.translate, name="translate"),
    path("translator/save", views.save, name="save"),
]

from django.urls import path

from lexora.learning import views

app_name = "learning"
urlpatterns = [
    path("my/practice", views.practice, name="practice"),
    path("my/practice/queue", views.queue, name="queue"),
    path("my/practice/sync", views.sync, name="sync"),
    path("my/practice/summary", views.summary, name="summary"),
    path("my/practice/settings", views.settings, name="settings"),
    path("my/practice/settings/progress", views.progress, name="settings_progress"),
    path("my/practice/<int:entry_id>/review", views.review, name="review"),
    path("my/practice/<int:entry_id>/edit", views.edit, name="edit"),
]

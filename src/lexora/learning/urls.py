from django.urls import path

from lexora.learning import reminder_views, views

app_name = "learning"
urlpatterns = [
    path("my/practice", views.practice, name="practice"),
    path("my/practice/card", views.card, name="card"),
    path("my/practice/<int:entry_id>/answer", views.answer, name="answer"),
    path("my/practice/<int:entry_id>/review", views.review, name="review"),
    path("my/practice/reminder", reminder_views.start, name="start_reminder"),
    path("reminders/stop/<str:token>", reminder_views.stop, name="stop_reminder"),
]

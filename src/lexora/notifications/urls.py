from django.urls import path

from lexora.notifications import views

app_name = "notifications"
ONE = "my/notifications/<int:notification_id>"
urlpatterns = [
    path("my/notifications", views.centre, name="centre"),
    path("my/notifications/latest", views.latest, name="latest"),
    path("my/notifications/news", views.news, name="news"),
    path("my/notifications/settings", views.settings, name="settings"),
    path("my/notifications/read-all", views.read_all, name="read_all"),
    path("my/notifications/delete-read", views.delete_read, name="delete_read"),
    path("my/notifications/undo", views.undo, name="undo"),
    path(f"{ONE}/open", views.open_one, name="open"),
    path(f"{ONE}/read", views.read, name="read"),
    path(f"{ONE}/delete", views.delete, name="delete"),
]

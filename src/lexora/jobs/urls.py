from django.urls import path

from lexora.jobs import views

app_name = "jobs"
urlpatterns = [
    path("my/files/<slug:file_key>", views.my_file, name="my_file"),
    # For services only: Nginx lets nobody from outside through.
    path("internal/blobs", views.add_blob, name="add_blob"),
    path("internal/blobs/<slug:file_key>", views.blob, name="blob"),
]

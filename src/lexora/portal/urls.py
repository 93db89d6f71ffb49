from django.urls import path

from lexora.portal import views, welcome_views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("welcome", welcome_views.welcome, name="welcome"),
    path("welcome/goal", welcome_views.goal, name="welcome_goal"),
    path("welcome/words", welcome_views.words, name="welcome_words"),
    path("my/profile", views.profile, name="profile"),
    path("search", views.search, name="search"),
    path("privacy", views.privacy, name="privacy"),
    path("style", views.style_page, name="style"),
    path("health", views.health, name="health"),
    path("web/health", views.health),
    path("favicon.ico", views.favicon),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("offline", views.offline, name="offline"),
    path("ready", views.ready, name="ready"),
]

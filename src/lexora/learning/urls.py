from django.urls import path

from lexora.learning import game_views, people_views, reminder_views, views

app_name = "learning"
urlpatterns = [
    path("my/practice", views.practice, name="practice"),
    path("my/practice/queue", views.queue, name="queue"),
    path("my/practice/sync", views.sync, name="sync"),
    path("my/practice/summary", views.summary, name="summary"),
    path("my/practice/settings", views.settings, name="settings"),
    path("my/practice/settings/fit", views.fit, name="fit"),
    path("my/practice/settings/progress", views.progress, name="settings_progress"),
    path("my/practice/<int:entry_id>/review", views.review, name="review"),
    path("my/shop", game_views.shop, name="shop"),
    path("my/shop/<slug:slug>/buy", game_views.buy, name="buy"),
    path("my/inventory", game_views.inventory, name="inventory"),
    path("my/inventory/booster", game_views.use_booster, name="use_booster"),
    path("my/inventory/<int:owned_id>/wear", game_views.wear, name="wear"),
    path("my/game", game_views.choose, name="choose_game"),
    path("my/leaderboard", people_views.leaderboard, name="leaderboard"),
    path("u/me", people_views.me, name="me"),
    path("u/<slug:handle>", people_views.person, name="person"),
    path("my/practice/<int:entry_id>/edit", views.edit, name="edit"),
    path("my/practice/reminder", reminder_views.start, name="start_reminder"),
    path("reminders/stop/<str:token>", reminder_views.stop, name="stop_reminder"),
]

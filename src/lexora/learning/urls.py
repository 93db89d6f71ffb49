from django.urls import path

from lexora.learning import views

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
    path("my/shop", views.game.shop, name="shop"),
    path("my/shop/<slug:slug>/buy", views.game.buy, name="buy"),
    path("my/inventory", views.game.inventory, name="inventory"),
    path("my/inventory/booster", views.game.use_booster, name="use_booster"),
    path("my/inventory/<int:owned_id>/wear", views.game.wear, name="wear"),
    path("my/game", views.game.choose, name="choose_game"),
    path("my/leaderboard", views.people.leaderboard, name="leaderboard"),
    path("u/me", views.people.me, name="me"),
    path("u/<slug:handle>", views.people.person, name="person"),
    path("my/practice/<int:entry_id>/edit", views.edit, name="edit"),
    path("my/practice/reminder", views.reminder.start, name="start_reminder"),
    path("reminders/stop/<str:token>", views.reminder.stop, name="stop_reminder"),
]

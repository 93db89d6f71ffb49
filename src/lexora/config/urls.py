"""All addresses."""

from django.contrib import admin
from django.urls import include, path

from lexora.api.urls import api_urls

handler400 = "lexora.ui.views.bad_request"
handler403 = "lexora.ui.views.permission_denied"
handler404 = "lexora.ui.views.page_not_found"
handler429 = "lexora.ui.views.too_many_requests"
handler500 = "lexora.ui.views.server_error"

urlpatterns = [
    path("", include("lexora.portal.urls")),
    path("", include("lexora.accounts.urls")),
    path("", include("lexora.vocabulary.urls")),
    path("", include("lexora.learning.urls")),
    path("", include("lexora.dashboard.urls")),
    path("", include("lexora.library.urls")),
    path("", include("lexora.translation.urls")),
    path("", include("lexora.notifications.urls")),
    path("", include("lexora.jobs.urls")),
    path("", include("lexora.api.urls")),
    path("api/v1/", api_urls()),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

"""Django's admin in our dress."""

from django.contrib.admin.apps import AdminConfig


class LexoraAdminConfig(AdminConfig):
    default_site = "lexora.config.admin_site.LexoraAdminSite"

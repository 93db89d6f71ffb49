"""The platform: one Django project, the single system of record."""

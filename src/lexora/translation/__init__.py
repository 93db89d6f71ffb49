"""Translations by the translation service: of entries, and of what somebody types at /translator."""

"""Entries and their translations: what a learner collects."""

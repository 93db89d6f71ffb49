"""Reads of the dashboards."""

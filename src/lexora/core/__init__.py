"""Errors, clock, identifiers, tracing, the database gate: what every app stands on. No models."""

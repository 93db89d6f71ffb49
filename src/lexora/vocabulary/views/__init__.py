"""The pages about one's own and others' entries."""

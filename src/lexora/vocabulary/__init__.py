"""The vocabulary list and the entry page, made of words, translation and learning."""

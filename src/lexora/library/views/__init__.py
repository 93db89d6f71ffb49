"""The pages of the library: words, grammar, exercises, idioms, phrases, and what is printed."""

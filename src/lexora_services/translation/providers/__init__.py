"""One file per provider; a new one takes its place in `wiring.MAKERS` and `settings.KNOWN_PROVIDERS`."""

"""Home page, start page, onboarding, profile, privacy, health, and the commands that prepare and serve."""

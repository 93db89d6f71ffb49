"""People: accounts, roles, preferences, passwords, tokens, invitations."""

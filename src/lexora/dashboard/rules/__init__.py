"""How figures are made of days, and what of the community may be shown. Pure."""

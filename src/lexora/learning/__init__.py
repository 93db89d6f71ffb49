"""Reviews and what follows from them."""

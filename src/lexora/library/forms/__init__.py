"""What the pages of the library are asked for."""

"""Base layout, template components, CSS and JavaScript: what every page extends."""

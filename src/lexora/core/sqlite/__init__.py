"""Django's SQLite backend with one fair, process-wide gate round each outermost write transaction."""

"""Our own HTTP routes and headers."""

"""Tools that build the course."""

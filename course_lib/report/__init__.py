"""Cards on one's own data."""

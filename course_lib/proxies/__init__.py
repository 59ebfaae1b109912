"""Proxies: what they cost, by published measurements and by reservation, and what they balance in return."""

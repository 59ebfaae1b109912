"""Demand: what a service is asked for over time, and what capacity that leaves idle or short."""

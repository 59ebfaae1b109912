"""Right-sizing: what each recommender makes of the same measured use."""

"""Chapter 10: four blind cases, a judge of what was published, sample reports, the closing test, and one's own report."""

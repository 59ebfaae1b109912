"""Chapter 10: four blind cases, what was published and what was not, sample reports, the closing test."""

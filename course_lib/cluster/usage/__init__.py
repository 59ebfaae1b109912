"""What pods use, as the metrics server has measured it: readings, one after the other."""

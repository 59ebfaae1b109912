"""The learner's files."""

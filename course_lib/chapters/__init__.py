"""The course's explorers, one module a chapter."""

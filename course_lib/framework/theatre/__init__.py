"""The theatre: one or two runs of a trace, played in the browser request by request."""

from course_lib.framework.theatre.theatre import Theatre

__all__ = ["Theatre"]

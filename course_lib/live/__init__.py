"""The live lab: real pods and a real proxy, on this machine, for as long as a notebook wants them."""

from course_lib.live.errors import LabError
from course_lib.live.lab import Lab

__all__ = ["Lab", "LabError"]

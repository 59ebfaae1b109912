"""A report as one HTML page that stands alone, and prints."""

from course_lib.report.page.page import html

__all__ = ["html"]

"""A report as CSV, as JSON, and as Markdown; and an earlier one, read again."""

from course_lib.report.formats.csv_table import csv
from course_lib.report.formats.json_data import json
from course_lib.report.formats.markdown_text import markdown
from course_lib.report.formats.reading import read_json

__all__ = ["csv", "json", "markdown", "read_json"]

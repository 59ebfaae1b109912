"""Three sample reports to be marked: the first with most marks given, the last with none."""

from __future__ import annotations

from course_lib.chapters.ch10_capstone.exercises.grading import grading
from course_lib.chapters.ch10_capstone.study.reports import careful, eager, thorough

first_report = grading(
    "first_report",
    eager,
    ("unit", "diagnosis", "mesh_cost", "uncertainty", "evidence", "advice"),
    (
        "The baseline: with what does the report compare the mesh? Could the same people have saved some of that"
        " without it?",
        "From pods to nodes: does the report name a node that goes, and somebody who drains it?",
    ),
)
second_report = grading(
    "second_report",
    careful,
    ("unit", "diagnosis", "mesh_cost"),
    (
        "Read the report once for each criterion, and look for that alone.",
        "Where does the carbon come from in the end: from nodes that go, or from pods? And who would notice if the"
        " condition of the advice no longer held?",
    ),
)
third_report = grading(
    "third_report",
    thorough,
    (),
    (
        "Each criterion has a list for 2 points. Look for everything that is on it.",
        "One criterion has a list of which one thing is missing. It's about carbon.",
    ),
)

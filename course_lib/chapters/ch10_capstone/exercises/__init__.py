"""Chapter 10's exercises: four cases, a judge of a success story, three reports to mark, and the closing test."""

from course_lib.chapters.ch10_capstone.exercises.case_a import case_a
from course_lib.chapters.ch10_capstone.exercises.case_b import case_b
from course_lib.chapters.ch10_capstone.exercises.case_c import case_c
from course_lib.chapters.ch10_capstone.exercises.case_d import case_d
from course_lib.chapters.ch10_capstone.exercises.closing_test import closing_test as closing_test
from course_lib.chapters.ch10_capstone.exercises.company import company as company
from course_lib.chapters.ch10_capstone.exercises.company import company_model as company_model
from course_lib.chapters.ch10_capstone.exercises.company import company_report as company_report
from course_lib.chapters.ch10_capstone.exercises.entain import entain
from course_lib.chapters.ch10_capstone.exercises.gain import gain as gain
from course_lib.chapters.ch10_capstone.exercises.gradings import first_report, second_report, third_report
from course_lib.chapters.ch10_capstone.view.report import rubric_card as rubric

EXERCISES = (
    case_a,
    case_b,
    case_c,
    case_d,
    entain,
    first_report,
    second_report,
    third_report,
)

__all__ = [
    "EXERCISES",
    "case_a",
    "case_b",
    "case_c",
    "case_d",
    "closing_test",
    "company",
    "company_model",
    "company_report",
    "entain",
    "first_report",
    "gain",
    "rubric",
    "second_report",
    "third_report",
]

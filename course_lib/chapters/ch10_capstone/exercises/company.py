"""The betting company, made up: for whoever has no system of their own to report on."""

from __future__ import annotations

from course_lib.assessment import Made, assess
from course_lib.chapters.ch10_capstone.study.found import of_company
from course_lib.chapters.ch10_capstone.view import sheet
from course_lib.framework.html import Card
from course_lib.report.full import report_card
from course_lib.survey import synthetic


def company() -> Card:
    """Return its data sheet."""
    return sheet.sheet(of_company())


def company_model() -> Card:
    """Return what the model finds of it."""
    return sheet.compared(of_company())


def company_report() -> Card:
    """Return the report that anybody gets of a cluster, of what its files would tell."""
    return report_card(assess(synthetic.betting(), made=Made(synthetic=True)))

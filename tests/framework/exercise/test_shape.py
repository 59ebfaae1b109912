"""What the text of a wrong answer shows is said as it is, after what is known and what can be mended."""

from __future__ import annotations

import pytest

from course_lib.catalogue import exercise
from course_lib.framework.exercise.shape import shape
from tests.answers import every_answer, typed

HEAD = "def expected_busy(pods, connections):\n"
SEEN = (
    ("    return pods - pods / (pods + 1)\n", "unused-argument", "never uses `connections`"),
    (
        "    return 3 + pods / connections ** 2 if connections else 7\n    pods = 1\n",
        "never-reached",
        "Line 3 is never",
    ),
    (
        "    for each in range(pods + 1):\n        return 3 + connections / pods / 7\n",
        "first-round-only",
        "The loop in line 2 never gets to a second round: it ends at the return in line 3",
    ),
    (
        "    for each in range(pods):\n        total = each\n    return 3 + each / pods / 7 + connections\n",
        "last-round-alone",
        "Line 4 uses `each` after the loop",
    ),
    ("    pods == 3\n    return 3 + connections / pods / 7\n", "not-kept", "Line 2, `pods == 3`, is a comparison"),
    ("    sorted([pods, 1])\n    return 3 + connections / pods / 7\n", "not-kept", "gives a new value"),
    (
        "    pods = 10\n    return 3 + connections / pods / 7\n",
        "replaced-argument",
        "Line 2 gives `pods` another value",
    ),
    ("    idle = pods / 9\n    return 3 + connections / pods / 7\n", "unused-name", "`idle` gets a value in line 2"),
)


@pytest.mark.parametrize(("body", "name", "sentence"), SEEN, ids=lambda each: each[:20].strip())
def test_a_shape_is_told(body, name, sentence):
    result = exercise("connections.expected_busy").judge(typed(HEAD + body, "expected_busy"))
    assert (result.status, result.mistake) == ("not yet", name)
    assert sentence in result.message
    assert result.shown


RIGHT = [each for each in every_answer() if each.status == "correct"]


@pytest.mark.parametrize("answer", RIGHT[::5], ids=str)
def test_right_answers_are_right_whatever_their_shape(answer):
    source = answer.source.replace("):\n", "):\n    unused = 1\n", 1)
    assert exercise(answer.exercise).judge(typed(source, answer.exercise.split(".")[1])).status == "correct"


def test_an_argument_that_the_right_answer_does_without_may_be_left_out():
    source = """
def pick_round_robin(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return turn * (turn + 1) // 2 % len(in_flight)
"""
    asked = exercise("balancers.pick_round_robin")
    assert shape(asked.reference)(asked.trial(typed(source, "pick_round_robin"))) is None


@pytest.mark.parametrize(
    ("key", "source", "says"),
    [
        ("mesh.least_loss", "def least_loss(proxy, pod, shrink, all): return all * proxy / (shrink * (pod + proxy))",
         "takes the first as `proxy`"),
        ("start_here.sidecar_share", "def sidecar_share(sidecar, pod): return sidecar / (pod + sidecar)",
         "with pod_millicores, sidecar_millicores, in this order, and line 1 takes the first as `sidecar`"),
    ],
)  # fmt: skip
def test_arguments_in_another_order_are_told_where_their_names_say_so(key, source, says):
    result = exercise(key).judge(typed(f"{source}\n", key.split(".")[1]))
    assert (result.status, result.mistake) == ("not yet", "other-order")
    assert says in result.message


@pytest.mark.parametrize(
    "source",
    [
        "def sidecar_share(pod, sidecar): return pod / (pod + sidecar)",
        "def sidecar_share(a, b): return a / (a + b)",
        "def sidecar_share(sidecar, pod): return sidecar / pod",
        "sidecar_share = lambda sidecar, pod: sidecar / (pod + sidecar)",
    ],
)
def test_another_order_is_told_of_nothing_else(source):
    assert exercise("start_here.sidecar_share").judge(typed(f"{source}\n", "sidecar_share")).mistake != "other-order"

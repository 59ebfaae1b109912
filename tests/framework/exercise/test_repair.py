"""The one small change that makes an answer right is found, proven and told, and nothing stays behind."""

from __future__ import annotations

import functools
import sys
import threading
import time

import pytest

from course_lib.catalogue import exercise
from course_lib.framework.exercise.mending import repair as module
from course_lib.framework.exercise.mending.edits import Edit
from course_lib.framework.exercise.mending.remaking import remade, tree_of
from course_lib.framework.exercise.mending.repair import ALL_KINDS, Search, ranked
from course_lib.framework.exercise.mending.repair_words import WORDS, name_of, rank_of, told
from course_lib.framework.exercise.tree import written
from tests.answers import FUNCTION_EXERCISES, answers, every_answer, typed

FIRST_FIT = """
def first_fit(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes
"""
SHARE = "def sidecar_share(pod, sidecar):\n    return sidecar / (pod + sidecar)\n"
BUSY = "def expected_busy(pods, connections):\n    return pods * (1 - (1 - 1 / pods) ** connections)\n"
RULES = "def iptables_probabilities(pods):\n    return [1 / (pods - rule) for rule in range(pods)]\n"
COUNT = """
def count_in_flight(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now < finish:
            in_flight[pod] += 1
    return in_flight
"""
PICK = """
def pick_of_two(now, draws, in_flight, memory):
    pods = len(in_flight)
    if pods == 1:
        return 0
    first, second = int(draws[0] * pods), int(draws[1] * (pods - 1))
    if second >= first:
        second += 1
    return first if in_flight[first] <= in_flight[second] else second
"""
# exercise, right code, what stands in it, what the learner has in its place, the repair's name, its line
SLIPS = (
    ("rocks.first_fit", FIRST_FIT, "sum(box)", "max(box)", "total", 6),
    ("rocks.first_fit", FIRST_FIT, "sum(box)", "sum(boxes[-1])", "all-for-one", 6),
    ("rocks.first_fit", FIRST_FIT, "sum(box)", "box[0]", "all-for-one", 6),
    ("start_here.sidecar_share", SHARE, "pod + sidecar", "pod - sidecar", "operator", 2),
    ("connections.iptables_probabilities", RULES, "pods - rule", "10 - rule", "fixed-number", 2),
    ("connections.expected_busy", BUSY, "pods * (1", "connections * (1", "name", 2),
    ("balancers.count_in_flight", COUNT, "now < finish", "now < start + finish", "part-left-out", 5),
    ("balancers.pick_of_two", PICK, "second >= first", "second > first", "boundary", 7),
)


def judged(key, source):
    return exercise(key).judge(typed(source, key.split(".")[1]))


def mended(key, function):
    """Return the repair, whether or not a known mistake would be told before it."""
    asked = exercise(key)
    return asked.find_repair(asked.trial(function))


@pytest.mark.parametrize(("key", "right", "before", "after", "name", "line"), SLIPS, ids=lambda each: str(each)[:30])
def test_a_slip_is_named_with_its_line(key, right, before, after, name, line):
    assert right.count(before) == 1
    assert judged(key, right).status == "correct"
    wrong = right.replace(before, after)
    assert (judged(key, wrong).status, bool(judged(key, wrong).shown)) == ("not yet", True)
    found = mended(key, typed(wrong, key.split(".")[1]))
    assert found.name == name
    assert found.sentence.startswith(f"One small change makes your code right. In line {line}, `")


NAMES = {name_of(Edit(kind, 1, "", "", None, None)) for kind in ALL_KINDS}
REPAIRED = [each for each in every_answer() if each.mistake in NAMES]


@pytest.mark.parametrize("answer", REPAIRED, ids=str)
def test_what_is_told_is_proven(answer):
    """The change that is told is made once more: the whole check says that it is right, and that it was wrong."""
    name = answer.exercise.split(".")[1]
    function, asked = typed(answer.source, name), exercise(answer.exercise)
    result = asked.judge(function)
    every = ranked(tree_of(function), lambda _: True)
    alike = [edit for edit in every if told(edit, written(function)) in result.message]
    changed = [remade(function, edit.tree) for edit in alike]
    assert asked.judge(function).status == "not yet"
    assert "correct" in [asked.judge(each).status for each in changed if each]


def test_every_kind_has_words_and_every_word_a_kind():
    assert {words.kind for words in WORDS} == set(ALL_KINDS)
    for answer in answers("rocks.first_fit").values():
        tree = tree_of(typed(answer.source, "first_fit"))
        for edit in ranked(tree, lambda _: True) if tree else ():
            assert WORDS[rank_of(edit)].fit(edit)


def test_a_slip_of_python_is_told_beside_a_known_mistake():
    source = "def expected_busy(pods, connections):\n    return 100 * int(pods * (1 - (1 - 1 / pods) ** connections))\n"
    result = judged("connections.expected_busy", source)
    assert result.mistake == "times-100"
    assert "int(…) drops" in result.message
    assert "Second, once that is mended: Your answers are the right ones times 100" in result.message


IN_A_LOOP = """
def share_of_dead(pods, choices, with_replacement):
    if not with_replacement:
        return 1 / pods if choices == 1 else 0.0
    share = 1 / pods
    for choice in range(1, choices):
        share = share * (1 // pods)
    return share
"""
WAITS = """
def shared_queue_latency(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return float("inf")
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered // workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))
"""


@pytest.mark.parametrize(
    ("key", "source", "part"),
    [
        ("balancers.share_of_dead", IN_A_LOOP, "line 7, `1 // pods`"),
        ("queueing.shared_queue_latency", WAITS, "line 9, `offered // workers`"),
    ],
)
def test_a_whole_division_is_told_as_what_it_is(key, source, part):
    """Without its // the code would be right, so no part of it has been forgotten or taken for another."""
    name = key.split(".")[1]
    assert exercise(key).judge(typed(source.replace("//", "/"), name)).status == "correct"
    result = exercise(key).judge(typed(source, name))
    assert result.mistake == "operator"
    assert f"In {part}: // rounds down to a whole number: 1 // 4 is 0, where 1 / 4 is 0.25." in result.message


def test_what_is_rounded_down_is_said_of_numbers_below_0_as_well():
    source = """
from math import exp
def peak_ewma_update(estimate_s, latency_s, elapsed_s, decay_s):
    if estimate_s < latency_s:
        return latency_s
    old = exp(-elapsed_s // decay_s)
    return estimate_s * old + latency_s * (1 - old)
"""
    result = judged("balancers.peak_ewma_update", source)
    assert "In line 6, `-elapsed_s // decay_s`: // rounds down" in result.message
    assert -1 // 4 == -1  # and drops nothing


def test_a_mistake_that_knows_of_its_whole_division_keeps_its_sentence():
    result = judged("connections.expected_busy", BUSY.replace("1 / pods", "1 // pods"))
    assert result.mistake == "whole-division"
    assert "Does 1/pods come out as 0? //" in result.message


@pytest.mark.parametrize("power", ["(1 - 1 / pods) ^ connections", "((1 - 1 / pods) ^ (2 * connections / 2))"])
def test_an_error_keeps_its_own_sentence(power):
    source = f"def expected_busy(pods, connections):\n    return pods * (1 - {power})\n"
    result = judged("connections.expected_busy", source)
    assert (result.status, result.mistake) == ("error", "TypeError")
    assert result.message.index("TypeError in line 2") < result.message.index("^ isn't a power in Python")
    assert result.message.endswith("The call below is the smallest that shows it.")


def test_what_is_quoted_is_what_was_written():
    source = """
import math

def peak_ewma_update(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    old = math.e ** -elapsed_s/decay_s
    return old*estimate_s + (1-old)*latency_s
"""
    result = judged("balancers.peak_ewma_update", source)
    assert result.mistake == "brackets"
    assert "In line 7, `math.e ** -elapsed_s/decay_s`: ** is worked out before" in result.message


def test_a_missing_return_is_told_with_its_line():
    result = judged("start_here.sidecar_share", SHARE.replace("return sidecar", "share = sidecar"))
    assert result.mistake == "no-return"
    assert "In line 2, `share = sidecar / (pod + sidecar)`: the function ends here without a return" in result.message


def mended_share(function):
    """Return the repair of a way to write a share that is wrong by one sign."""
    return mended("start_here.sidecar_share", function)


def test_a_lambda():
    function = typed("sidecar_share = lambda pod, sidecar: sidecar / (pod - sidecar)\n", "sidecar_share")
    assert mended_share(function).name == "operator"


def test_a_closure():
    source = "def make(one):\n    def sidecar_share(pod, sidecar):\n        return sidecar / (pod - one * sidecar)\n"
    function = typed(source + "    return sidecar_share\nsidecar_share = make(1)\n", "sidecar_share")
    assert mended_share(function).name == "operator"
    assert "line 3" in mended_share(function).sentence


def test_a_function_that_calls_itself_calls_the_changed_one():
    source = """
def expected_busy(pods, connections):
    if connections > 0:
        before = expected_busy(pods, connections - 1)
        return before + 1 + before / pods
    return 0
"""
    assert judged("connections.expected_busy", source).mistake == "operator"


def test_a_helper_of_the_cell_comes_along():
    helper = "def total(pod, sidecar):\n    return pod + sidecar\n"
    source = helper + "def sidecar_share(pod, sidecar):\n    return sidecar / total(pod, sidecar) ** 3\n"
    result = judged("start_here.sidecar_share", source)
    assert result.mistake == "part-left-out"
    assert "In line 4, `total(pod, sidecar) ** 3`" in result.message


def share_by_thread(pod, sidecar):
    thread = threading.Thread(target=time.sleep, args=(0,))
    thread.start()
    return sidecar / (pod - sidecar)


@functools.lru_cache
def decorated(pod, sidecar):
    return sidecar / (pod - sidecar)


class Callable:
    def __call__(self, pod, sidecar):
        return sidecar / (pod - sidecar)


def without_text():
    namespace: dict = {}
    exec("def sidecar_share(pod, sidecar):\n    return sidecar / (pod - sidecar)\n", namespace)  # noqa: S102 (typed)
    return namespace["sidecar_share"]


ODD = {
    "built in": max,
    "partial": functools.partial(lambda one, pod, sidecar: sidecar / (pod - sidecar), 1),
    "decorated": decorated,
    "callable": Callable(),
    "method": Callable().__call__,
    "no text": without_text(),
    "more than calculating": share_by_thread,
}


@pytest.mark.parametrize("name", ODD)
def test_what_cannot_be_changed_is_left_alone(name, monkeypatch):
    tried = []
    monkeypatch.setattr(module, "remade", lambda *each: tried.append(each))
    assert mended_share(ODD[name]) is None
    assert not tried


KEEPS = "kept = []\n{helper}def sidecar_share(pod, sidecar):\n    {keep}\n    return sidecar / (pod - sidecar)\n"


@pytest.mark.parametrize(
    ("helper", "keep"),
    [
        ("", "kept.append(pod)"),
        ("def keep(pod):\n    kept.append(pod)\n", "keep(pod)"),
        ("def made(own=kept):\n    return lambda pod: own.append(pod)\nkeep = made()\n", "keep(pod)"),
    ],
)
def test_nothing_is_left_behind(helper, keep):
    function = typed(KEEPS.format(helper=helper, keep=keep), "sidecar_share")
    kept, names, before = function.__globals__["kept"], set(function.__globals__), set(sys.modules)
    threads, code, asked = threading.active_count(), function.__code__, exercise("start_here.sidecar_share")
    mended_share(lambda pod, sidecar: 0)
    trial = asked.trial(function)
    assert trial.is_wrong
    calls = len(kept)
    assert asked.find_repair(trial).name == "operator"
    assert len(kept) == calls > 0
    assert (set(function.__globals__), function.__code__) == (names, code)
    assert set(sys.modules) == before
    assert threading.active_count() <= threads + 1  # the watchdog's


@pytest.mark.parametrize(
    ("begin", "line"),
    [
        ("from collections import Counter\nkept = Counter()", "kept[pod] += 1"),
        ("kept = [[]]", "kept[0].append(pod)"),
        ("import numpy\nkept = numpy.zeros(9)", "kept[0] += pod"),
        ("import itertools\nturns = itertools.count()", "next(turns)"),
        ("def keep(pod, kept=[]):\n    kept.append(pod)", "keep(pod)"),
        ("import functools\nread = functools.partial(print, end='')", "read()"),
        ("import itertools", "list(itertools.islice(itertools.count(), pod))"),
        ("import itertools as tools", "list(tools.repeat(0, times=pod))"),
        ("from itertools import cycle as again", "list(zip([pod], again([sidecar])))"),
        ("", "from itertools import repeat as some; list(some(0, times=pod))"),
    ],
)
def test_what_may_leave_something_behind_or_have_no_end_is_not_changed(begin, line, monkeypatch):
    tried = []
    monkeypatch.setattr(module, "remade", lambda *each: tried.append(each))
    source = f"{begin}\ndef sidecar_share(pod, sidecar):\n    {line}\n    return sidecar / (pod - sidecar)\n"
    assert mended_share(typed(source, "sidecar_share")) is None
    assert not tried


@pytest.mark.parametrize(
    "begin",
    [
        "from numpy import mean, exp\nimport itertools\nFACTORS = {'k': 1000, 'M': (1, 2)}\nuse = mean, exp",
        "import re\nfrom fractions import Fraction\nDIGITS, HALF = re.compile('[0-9]'), Fraction(1, 2)\nuse = 1",
    ],
)
def test_what_stays_as_it_is_may_stand_outside(begin):
    line = "[FACTORS, mean, exp, itertools.pairwise]" if "mean" in begin else "[DIGITS, HALF]"
    source = f"{begin}\ndef sidecar_share(pod, sidecar):\n    {line}\n    return sidecar / (pod - sidecar)\n"
    assert mended_share(typed(source, "sidecar_share")).name == "operator"


def test_a_change_that_never_ends_or_fills_the_memory_costs_little():
    source = """
def expected_busy(pods, connections):
    left = 2 ** 10 * 1000 ** 3 * pods
    number = 0
    while left > 0:
        left -= 2 ** 10 * 1000 ** 3
        number += 1
    return [number] * number
"""
    begin = time.process_time()
    assert judged("connections.expected_busy", source).status == "not yet"
    assert time.process_time() - begin < 5


def test_the_search_ends_when_its_time_is_up(monkeypatch):
    monkeypatch.setattr(module, "LIMIT_S", 0.0)
    assert mended("rocks.first_fit", typed(FIRST_FIT.replace("sum(box)", "max(box)"), "first_fit")) is None


def test_what_keeps_something_is_not_repaired():
    source = FIRST_FIT.replace("(sizes, capacity)", "(sizes, capacity, boxes=[])").replace("    boxes = []\n", "")
    assert judged("rocks.first_fit", source).mistake == "remembers"


@pytest.mark.parametrize("key", FUNCTION_EXERCISES)
def test_the_text_unchanged_does_what_the_function_does(key):
    for answer in list(answers(key).values())[::7]:
        function = typed(answer.source, key.split(".")[1])
        tree = tree_of(function)
        trial = exercise(key).trial(function)
        if tree is None or answer.mistake in ("too-slow", "arguments") or answer.status == "correct":
            continue
        assert Search(trial)._is_faithful(tree) or answer.mistake == "remembers"


def test_a_line_that_is_right_as_it_is_is_not_what_is_wrong():
    source = """
def iptables_probabilities(pods):
    probabilities = []
    for rule in range(pods):
        still_possible = 1 - rule / pods
        probabilities.append(1 / still_possible)  # of those that are left
    return probabilities
"""
    result = judged("connections.iptables_probabilities", source)
    assert result.mistake == "part-added"
    assert "In line 5, `1 - rule / pods`" in result.message


def test_a_fixed_number_is_told_as_a_part_of_what_it_stands_in():
    source = """
def score(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = 100 - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
    return total // 2
"""
    result = judged("cluster.score", source)
    assert result.mistake == "fixed-number"
    assert "`100 - used`: a number in it is fixed" in result.message


def test_what_may_be_left_out_is_no_question_of_which_item_it_is():
    """Whatever is the same in every group makes no difference: x[0] there does as well as max(x), or as nothing."""
    source = """
from statistics import fmean, pvariance
def variance_share(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(order) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[d] - x[d] for d in members))
    return pvariance(means) / pvariance(y)
"""
    result = judged("mesh.variance_share", source)
    assert (result.mistake, "In line 9, `y[d] - x[d]`" in result.message) == ("part-left-out", True)

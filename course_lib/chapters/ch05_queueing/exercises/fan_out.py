"""Fan-out: how many pages have a slow call among many."""

import math

from course_lib.framework.exercise.formulas import changed, scaled
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise
from course_lib.queueing import fan_out_share


def right(calls: int, slow_percent: float) -> float:
    """Return the model's share of slow pages."""
    return fan_out_share(slow_percent / 100, calls)


fan_out = NumberExercise(
    chapter="queueing",
    name="fan_out",
    decision="say which percentile of a service its callers feel",
    text="A page waits for {calls} calls. Each call is slow with a chance of {slow_percent:g}%, independently of the"
    " others. What share of the pages has one slow call or more? Answer with a share of 1, to three digits after the"
    " point.",
    variants=(
        {"calls": 60, "slow_percent": 1},
        {"calls": 30, "slow_percent": 4},
        {"calls": 150, "slow_percent": 0.5},
    ),
    right=right,
    working="All {calls} calls are fast with a chance of (1 - {slow_percent:g}/100) to the power of {calls}. All other"
    " pages have a slow call: 1 minus that is {answer:.4f}.",
    unit="",
    tolerance=0.005,
    digits=3,
    mistakes={
        "added": Mistake(
            lambda calls, slow_percent: calls * slow_percent / 100,
            "the calls times the chance. That is how many slow calls a page has on average; some pages have several,"
            " and others none.",
        ),
        "added-in-percent": Mistake(
            lambda calls, slow_percent: calls * slow_percent,
            "the calls times the chance, in percent. With enough calls that would pass 100%: chances of this kind don't"
            " add. How likely is it that all calls are fast?",
        ),
        "rest-of-the-sum": Mistake(
            lambda calls, slow_percent: 1 - calls * slow_percent / 100,
            "1 minus the calls times the chance. Chances of this kind don't add: with enough calls the sum would pass"
            " 1. How likely is it that all calls are fast?",
        ),
        "rest-of-the-fast-calls": Mistake(
            lambda calls, slow_percent: 1 - calls * (1 - slow_percent / 100),
            "1 minus the calls times the chance that one is fast. For all of them to be fast, their chances are"
            " multiplied.",
        ),
        "fast-calls": Mistake(
            lambda calls, slow_percent: calls * (1 - slow_percent / 100),
            "the number of fast calls that a page has on average. The question is about pages: how many have no slow"
            " call at all?",
        ),
        "one-call": Mistake(
            lambda slow_percent: slow_percent / 100,
            "the chance of a single call. The page waits for all of them, and each is another chance to be slow.",
        ),
        "none-slow": Mistake(
            lambda answer: 1 - answer,
            "the share of pages without a slow call. The question is about the others.",
        ),
        "all-slow": Mistake(
            lambda calls, slow_percent: (slow_percent / 100) ** calls,
            "the share of pages of which every call is slow. One is enough: work out the pages that have none.",
        ),
        "not-all-slow": Mistake(
            lambda calls, slow_percent: 1 - (slow_percent / 100) ** calls,
            "all pages except those whose calls are all slow. Work out how many pages have no slow call at all, and"
            " leave those out.",
        ),
        "a-tenth-of-the-chance": Mistake(
            changed(slow_percent=lambda slow_percent: slow_percent / 10),
            "a tenth of the chance: 1% is 0.01, not 0.001.",
        ),
        "exactly-one": Mistake(
            lambda calls, slow_percent: calls * slow_percent / 100 * (1 - slow_percent / 100) ** (calls - 1),
            "the pages with exactly one slow call. Those with two or more are slow as well.",
        ),
        "two-or-more": Mistake(
            lambda calls, slow_percent, answer: (
                answer - calls * slow_percent / 100 * (1 - slow_percent / 100) ** (calls - 1)
            ),
            "the pages with two slow calls or more. One is enough to make a page slow.",
        ),
        "exactly-two": Mistake(
            lambda calls, slow_percent: (
                math.comb(calls, 2) * (slow_percent / 100) ** 2 * (1 - slow_percent / 100) ** (calls - 2)
            ),
            "the pages with exactly two slow calls. Those with one, or with more than two, are slow as well.",
        ),
        "one-call-too-few": Mistake(
            changed(calls=lambda calls: calls - 1),
            "a page with one call fewer. The page waits for all of its calls: each one, the first as well, is a factor"
            " in the chance that all are fast.",
        ),
        "one-call-too-many": Mistake(
            changed(calls=lambda calls: calls + 1),
            "a page with one call more. There is one factor for each call that the page waits for, and none for the"
            " page itself.",
        ),
        "ten-calls": Mistake(
            changed(calls=10),
            "pages of ten calls, as the picture shows them at first. How many calls does the page in the question"
            " make?",
        ),
        "hundred-calls": Mistake(
            changed(calls=100),
            "pages of a hundred calls, as in the text. The page in the question makes a different number of them.",
        ),
        "hundred-calls-none-slow": Mistake(
            lambda slow_percent: (1 - slow_percent / 100) ** 100,
            "the pages without a slow call, at a hundred calls as in the text. The page in the question makes a"
            " different number of calls; and the question is about the pages with a slow call.",
        ),
        "one-in-calls": Mistake(
            lambda calls: 1 / calls,
            "one call out of all of them. You already know what share of the calls is slow; the question is how many"
            " pages meet a slow one.",
        ),
        "in-percent": Mistake(
            scaled(100),
            "the right value in percent. Give it as a share of 1.",
        ),
        "percent-for-share": Mistake(
            lambda calls, slow_percent: 1 - (1 - slow_percent) ** calls,
            "the number of percent taken for the chance itself. A chance of 1% is 0.01, not 1.",
        ),
        "root-for-power": Mistake(
            lambda calls, slow_percent: 1 - (1 - slow_percent / 100) ** (1 / calls),
            "a root where a power belongs. A root answers the reverse question: how rarely may a call be slow, if you"
            " know how many pages may be?",
        ),
    },
    hints=(
        "One slow call is enough to make a page slow. So ask the other way round: when is a page fast?",
        "When every call is fast. One call is, with a chance of 1 minus the share of slow ones; for all of them,"
        " multiply their chances. (A power is written ** in Python: 0.5 ** 3 is 0.125.)",
    ),
)

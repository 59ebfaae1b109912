"""Each step of impossible_row, and the ways to get it wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from course_lib.chapters.ch08_proxies.exercises.cut_short import CUT_SHORT
from course_lib.chapters.ch08_proxies.exercises.falling import falling
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.tree import BEFORE


def three_of(latencies_ms: Sequence[float]) -> list[tuple[float, float]]:
    """Return the neighbours of three percentiles; stop if there are more or fewer."""
    low, middle, high = latencies_ms
    return [(low, middle), (middle, high)]


def four_of(latencies_ms: Sequence[float]) -> list[tuple[float, float]]:
    """Return the neighbours of four percentiles; stop if there are more or fewer."""
    low, middle, high, highest = latencies_ms
    return [(low, middle), (middle, high), (high, highest)]


def round_and_round(latencies_ms: Sequence[float]) -> list[tuple[float, float]]:
    """Return every percentile with the next one, and the last with the first."""
    return [(latencies_ms[at - 1], latency_ms) for at, latency_ms in enumerate(latencies_ms)]


PAIRS = {
    "first-two": Part(
        lambda latencies_ms: [tuple(latencies_ms[:2])],
        "You compare the first two percentiles alone, the median with p90. Any percentile that is below a lower one"
        " makes a row impossible: look at every neighbour.",
        "compare all neighbours, not only the first two.",
    ),
    "first-three": Part(
        lambda latencies_ms: list(pairwise(latencies_ms[:3])),
        "You compare the first three percentiles alone. A row may have more of them, p99.9 and the maximum, say: look"
        " at every neighbour.",
        "compare all neighbours, not only the first three.",
    ),
    "three-unpacked": Part(
        three_of,
        "You unpack exactly three percentiles. A row may have two, or four and more: go through the whole list, one"
        " pair of neighbours after the other.",
        "a row may have more than three percentiles, or fewer.",
    ),
    "four-unpacked": Part(
        four_of,
        "You unpack exactly four percentiles. A row may have two, three, or five and more: go through the whole list,"
        " one pair of neighbours after the other.",
        "a row may have more than four percentiles, or fewer.",
    ),
    "last-before-the-first": Part(
        round_and_round,
        "At position 0 there is no percentile before: [i - 1] is [-1] there, which in Python is the last one, so the"
        " first is compared with the last. Begin at position 1: range(1, len(…)).",
        "begin at position 1: at 0, [i - 1] is the last one.",
        needs=((BEFORE,), ("<", ">", "<=", ">=")),
    ),
    "last-two": Part(
        lambda latencies_ms: [tuple(latencies_ms[-2:])],
        "Only the last two percentiles decide. Either you compare no others, or each pair overwrites what the pairs"
        " before it have shown. Any percentile that is below a lower one makes a row impossible: one fall is enough.",
        "look at all neighbours: here only the last two decide.",
    ),
    "first-and-last": Part(
        lambda latencies_ms: [(latencies_ms[0], latencies_ms[-1])],
        "You compare the first percentile with the last. A row may fall in between and end high all the same: compare"
        " each with its neighbour.",
        "compare each percentile with its neighbour, not the first with the last.",
    ),
    "first-pair-and-last-pair": Part(
        lambda latencies_ms: [tuple(latencies_ms[:2]), tuple(latencies_ms[-2:])],
        "You compare the first two percentiles, and the last two. A row may have more of them in between: look at every"
        " neighbour.",
        "compare all neighbours, not only the first two and the last two.",
    ),
    "first-with-all": Part(
        lambda latencies_ms: [(latencies_ms[0], each) for each in latencies_ms[1:]],
        "You compare the median with every other percentile. p95 may also be above p99: compare each percentile with"
        " its neighbour.",
        "compare each percentile with its neighbour, not all with the first.",
    ),
    "last-pair-forgotten": Part(
        lambda latencies_ms: list(pairwise(latencies_ms[:-1])),
        "You end one pair too early: the last percentile is never looked at.",
        "look at the last percentile, too.",
    ),
    "first-pair-forgotten": Part(
        lambda latencies_ms: list(pairwise(latencies_ms[1:])),
        "You begin one pair too late: the first percentile, the median, is never looked at.",
        "look at the first percentile, too.",
    ),
}
FALLS = {
    "equal-is-impossible": Part(
        lambda lower, higher: lower >= higher,
        "You also report rows in which two neighbours are equal. That can be: with few requests p99.99 and the maximum"
        " are often the same one. Only a fall is impossible.",
        "two equal neighbours are possible.",
    ),
    "only-equal-is-impossible": Part(
        lambda lower, higher: lower == higher,
        "You report rows in which two percentiles are equal. That can be: with few requests p99.99 and the maximum are"
        " often the same one. Look for a percentile below a lower one.",
        "equal percentiles are possible: look for a fall.",
    ),
    "rising-is-impossible": Part(
        lambda lower, higher: lower < higher,
        "You report rows in which a higher percentile has the higher latency. That's how it should be: 90% of the"
        " requests can't be faster than the fastest half of them. Look for a fall.",
        "a rise is as it should be: look for a fall.",
    ),
    "changing-is-impossible": Part(
        lambda lower, higher: lower != higher,
        "You report rows in which two neighbours differ. They should: a higher percentile has a higher latency. Look"
        " for a fall.",
        "a difference is as it should be: look for a fall.",
        needs=(("!=", "==", "is", "is not", "abs", "set"),),
    ),
    "far-apart": Part(
        lambda lower, higher: higher > 2 * lower,
        "You report rows in which a percentile is far above the one before. Such tails are unpleasant, but possible."
        " What can't be is a higher percentile below a lower one.",
    ),
}
ENOUGH = {
    "all-must-fall": Part(
        all,
        "You report a row only if all of its percentiles fall. One fall is enough to make it impossible.",
        "one fall is enough.",
    ),
    "every-row": Part(
        lambda found: True,
        "You return every row, whatever its latencies are. Is your condition always true?",
        where={
            BEFORE: "(Where i is 0, [i - 1] is [-1], the last one.)",
            "is not": "`is not` asks whether it's another object: != asks whether it's different.",
            "sort": "A list's .sort() changes the list and returns None; sorted(…) returns a new list.",
        },
    ),
    "possible-rows": Part(
        lambda found: not any(found),
        "You return the rows that are in order. The question is which can't be.",
        "return the rows that can't be, not the others.",
    ),
    "one-fall-exactly": Part(
        lambda found: sum(found) == 1,
        "You leave out rows that fall more than once. Those can't be either.",
        "a row that falls more than once is impossible, too.",
    ),
}
LAST = {
    "rows-for-names": Part(
        lambda found: [[name, list(latencies_ms)] for name, latencies_ms in found],
        "You return the whole rows. The question is for their names: the first of the two in each row.",
    ),
    "latencies-for-names": Part(
        lambda found: [list(latencies_ms) for _, latencies_ms in found],
        "You return the latencies. The question is for the rows' names.",
    ),
    "letters-for-names": Part(
        lambda found: [letter for name, _ in found for letter in name],
        "Your list holds single letters: a name has been taken apart. append(name) adds the whole name.",
        where={
            "+": "(+= adds the letters of a text one by one.)",
            "extend": "(extend(name) adds the letters one by one.)",
        },
    ),
    "names-sorted": Part(
        lambda found: sorted(name for name, _ in found),
        "You return the names in alphabetical order. Return them in the order of the rows.",
    ),
    "counted-rows": Part(
        len,
        "You return how many rows are impossible. The question is which: return the list of their names.",
    ),
    "one-name": Part(
        lambda found: [name for name, _ in found[:1]],
        "You return the first impossible row alone. There may be several, and all of them are wanted.",
        where=CUT_SHORT,
    ),
    "bare-name": Part(
        lambda found: found[0][0] if found else None,
        "You return one name, as text, and None where there is nothing wrong. Collect the names in a list and return"
        " that after the loop.",
    ),
    "yes-or-no": Part(
        bool,
        "You return whether there is an impossible row. The question is which: return the list of their names.",
    ),
}
ALL = Family(falling, {"pairs": PAIRS, "falls": FALLS, "enough": ENOUGH, "last": LAST})
WITHOUT_LAST = Family(falling, {"pairs": PAIRS, "falls": FALLS, "enough": ENOUGH})

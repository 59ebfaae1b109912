"""Deeper: the busiest pod over the mean, by simulation with given draws."""

from __future__ import annotations

import statistics
from itertools import product

import numpy as np

from course_lib.chapters.ch04_connections.exercises.simulations import (
    as_a_table,
    carried_over,
    counts_of,
    max_of_means,
    mean_pod_of_the_busy,
    not_reset,
    of_draws,
    over_mean,
    simulation,
)
from course_lib.connections import textbook
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake

DRAWS = (0.1, 0.5, 0.9)
ENDS = (0.1, 0.9)


def small() -> tuple[Case, ...]:
    """Return one to three replays of one to three connections, to one to three pods."""
    shapes = ((1, 1, DRAWS), (1, 2, DRAWS), (2, 1, DRAWS), (1, 3, DRAWS), (2, 2, DRAWS), (3, 1, DRAWS), (3, 2, ENDS))
    return tuple(
        ([list(flat[row * count : (row + 1) * count]) for row in range(rows)], pods)
        for rows, count, some in shapes
        for pods in (1, 2, 3)
        for flat in product(some, repeat=rows * count)
    )


def uneven() -> tuple[Case, ...]:
    """Return two or three replays of different lengths, to one to three pods.

    They come after those of one length: an answer that is wrong there is told of that first.
    """
    shapes = ((1, 2), (2, 1), (1, 3), (2, 3), (3, 1), (1, 2, 3))
    return tuple(
        ([[ENDS[place % 2] if place else ENDS[0] for place in range(count)] for count in counts], pods)
        for counts in shapes
        for pods in (1, 2, 3)
    )


def large() -> tuple[Case, ...]:
    """Return twenty cases of twenty replays."""
    random = np.random.default_rng(6)
    return tuple(
        ((random.integers(0, 1000, (20, int(count))) / 1000).tolist(), int(random.integers(2, 11)))
        for count in random.integers(3, 60, 20)
    )


FAMILY = Family(
    simulation,
    {
        "chooses": {
            "rounded-draws": Part(
                lambda draw, pods: round(draw * (pods - 1)),
                "You round draw times pods - 1: then the first and the last pod are drawn half as often as the others."
                " int(draw * pods) gives each the same chance.",
                "int(draw * pods) gives each pod the same chance; rounding doesn't.",
            ),
            "never-the-last": Part(
                lambda draw, pods: int(draw * (pods - 1)),
                "The last pod is never chosen: int(…) already rounds down, so draw * (pods - 1) doesn't reach it. Take"
                " int(draw * pods).",
                "int(draw * pods) reaches the last pod; with pods - 1 it doesn't.",
            ),
        },
        "made": {
            "in-connections": Part(
                max,
                "Your number is how many connections the busiest pod has. Divide by the mean, connections over pods:"
                " only then can services of different size be compared.",
                "divide by the mean, connections over pods.",
            ),
            "share-of-all": Part(
                lambda counts: max(counts) / sum(counts),
                "Your number is the share of all connections that the busiest pod has. Divide by the mean of a pod,"
                " connections over pods, and not by all connections.",
                "divide by the mean of a pod, not by all connections.",
            ),
            "over-the-pods": Part(
                lambda counts: max(counts) / len(counts),
                "You divide what the busiest pod has by the number of pods. Divide by the mean of a pod: connections"
                " over pods.",
                "divide by the mean, connections over pods, not by the number of pods.",
            ),
            "busy-pods-alone": Part(
                mean_pod_of_the_busy,
                "You divide by the mean of the pods that got any. Idle pods were paid for as well: take the mean over"
                " all.",
                "the mean is over all pods, the idle ones too.",
            ),
            "upside-down": Part(
                lambda counts: sum(counts) / len(counts) / max(counts),
                "You divide the mean by the busiest: that's upside down. The result has to be 1 or more.",
                "divide the busiest by the mean, not the other way round.",
            ),
            "difference": Part(
                lambda counts: max(counts) - sum(counts) / len(counts),
                "You take the difference. The question is how many times the mean: divide.",
                "divide by the mean, don't subtract it.",
            ),
            "over-the-least": Part(
                lambda counts: max(counts) / max(min(counts), 1),
                "You divide by what the pod with the least gets (or by 1 if it's idle). Divide by the mean: connections"
                " over pods.",
                "divide by the mean, not by the pod with the least.",
            ),
            "over-the-median": Part(
                lambda counts: max(counts) / max(statistics.median(counts), 1),
                "You divide by the median of the pods (or by 1 if that's less). Divide by the mean: connections over"
                " pods.",
                "divide by the mean of the pods, not by their median.",
            ),
            "five-each": Part(
                lambda counts: max(counts) / 5,
                "You divide by 5, which is the mean of fifty connections over ten pods. In general the mean is"
                " len(draws) / pods.",
                "the mean is len(draws) / pods, not always 5.",
            ),
            "whole-times": Part(
                lambda counts: max(counts) * len(counts) // sum(counts),
                "In each replay you drop what is after the point: 1.5 times the mean becomes 1. Divide with /, not //,"
                " and don't round.",
                "keep what is after the point in each replay.",
            ),
            "not-over-the-connections": Part(
                lambda counts: max(counts) * len(counts),
                "You multiply by the number of pods. That's half of it: the mean is connections over pods, so divide by"
                " the connections as well.",
                "divide by the connections: the mean is connections over pods.",
            ),
            "all-over-the-busiest": Part(
                lambda counts: sum(counts) / max(counts),
                "You divide all connections by those of the busiest pod. Divide the busiest by the mean: connections"
                " over pods.",
                "divide the busiest by the mean, connections over pods, and not the other way round.",
            ),
            "fifty-connections": Part(
                lambda counts: max(counts) * len(counts) / 50,
                "You assume fifty connections. Each replay has its own number of them: len(draws).",
                "there are len(draws) connections, not always fifty.",
            ),
            "less-the-least": Part(
                lambda counts: max(counts) - min(counts),
                "You take the difference between the busiest pod and the one with the least. The question is how many"
                " times the mean the busiest gets: divide by connections over pods.",
                "divide the busiest by the mean, don't subtract the least.",
            ),
            "mean-over-mean": Part(
                lambda counts: 1,
                "Your result is always 1, as the mean over itself is. Take the busiest pod over the mean: max(counts),"
                " divided by connections over pods.",
            ),
            "which-pod": Part(
                lambda counts: counts.index(max(counts)),
                "Your number is made of the busiest pods' places in the list. What's needed is how much they get:"
                " max(counts), divided by the mean.",
                "what counts is how much the busiest pod gets, not which one it is.",
            ),
        },
        "over": {
            "worst-replay": Part(
                lambda found, pods: max(found),
                "You take the worst replay. The more you draw, the worse it gets. Take the mean over replays.",
                "take the mean over replays, not the worst.",
            ),
            "best-replay": Part(
                lambda found, pods: min(found),
                "You take the best replay. Take the mean over all of them.",
                "take the mean over replays, not the best.",
            ),
            "last-replay": Part(
                lambda found, pods: found[-1],
                "Only the last replay counts. Is the sum set back to 0 in the loop, or does the loop keep only the last"
                " result?",
                "take the mean over all replays, not only the last.",
            ),
            "first-replay": Part(
                lambda found, pods: found[0],
                "Only the first replay counts. Is the return inside the loop?",
                "take the mean over all replays, not only the first.",
            ),
            "middle-replay": Part(
                lambda found, pods: statistics.median(found),
                "You take the median over replays, which hides rare bad luck. Take the mean, in which every replay"
                " counts in full.",
                "take the mean over replays, not their median.",
            ),
            "middle-of-the-sorted": Part(
                lambda found, pods: sorted(found)[len(found) // 2],
                "You take the replay in the middle of the sorted list, which hides rare bad luck. Take the mean over"
                " all of them.",
                "take the mean over replays, not the one in the middle.",
            ),
            "not-averaged": Part(
                lambda found, pods: sum(found),
                "You add up over the replays. Divide by how many there are.",
                "divide by how many replays there are.",
            ),
            "over-the-pods": Part(
                lambda found, pods: sum(found) / pods,
                "Your number is the sum over all replays, divided by how many pods there are. Divide by how many"
                " replays there are: len(replays).",
                "divide by how many replays there are, not by the pods.",
            ),
        },
    },
)


busiest_over_mean = FunctionExercise(
    reference=textbook.busiest_over_mean,
    chapter="connections",
    decision="tell how uneven chance is, where no formula is at hand",
    cases=small(),
    large_cases=(*uneven(), *large()),
    repeat_cases=(
        ([[0.1, 0.6], [0.7, 0.9, 0.2, 0.8]], 2),
        ([[0.2, 0.3, 0.1], [0.1, 0.5, 0.9, 0.2, 0.6, 0.8]], 3),
        ([[0.1, 0.2, 0.1, 0.2], [0.9], [0.1, 0.3, 0.6, 0.9]], 4),
        ([[0.1], [0.1, 0.1, 0.5, 0.7, 0.9]], 5),
    ),
    mistakes={
        **FAMILY.singles,
        "max-of-means": Mistake(
            max_of_means,
            "You average each pod over the replays first, and then take the highest. A different pod is unlucky in"
            " each replay, so averaging first makes them all alike: with many replays you'd get 1, whatever the"
            " connections. Take the highest in each replay, then the mean.",
        ),
        "ratio-of-sums": Mistake(
            lambda replays, pods: sum(max(counts_of(draws, pods)) for draws in replays) * pods / sum(map(len, replays)),
            "Your result is what you get by adding up over all replays and dividing once, at the end. Replays may"
            " differ in length, and then the long ones count more than the short ones. Divide in each replay, then take"
            " the mean of the quotients.",
        ),
        "length-of-the-first": Mistake(
            lambda replays, pods: statistics.fmean(
                max(counts_of(draws, pods)) * pods / len(replays[0]) for draws in replays
            ),
            "You take the number of connections of the first replay for all of them. Replays may differ in length:"
            " each has a mean of its own, len(draws) / pods.",
        ),
        "one-length-only": Mistake(
            as_a_table,
            "Your code works where all replays have the same number of connections, and stops with a ValueError where"
            " they don't, as here: the rows of a table all have the same length. Work out each replay by itself.",
        ),
        "not-reset": Mistake(
            not_reset,
            "The counts go on from replay to replay. Begin each one with zeros: make the list inside the loop.",
        ),
        "not-reset-and-over-its-own-mean": Mistake(
            lambda replays, pods: statistics.fmean(map(over_mean, carried_over(replays, pods))),
            "The counts go on from replay to replay, and you divide by the mean of all that has been counted so far."
            " Begin each replay with zeros: make the list inside the loop.",
        ),
        "over-the-replays": Mistake(
            lambda replays, pods: statistics.fmean(
                max(counts_of(draws, pods)) * pods / len(replays) for draws in replays
            ),
            "You use the number of replays as the number of connections. In each replay, the mean of a pod is the"
            " number of draws in it divided by the pods: len(draws) / pods.",
        ),
        "one-pod-too-many": Mistake(
            lambda replays, pods: statistics.fmean(
                max(counts_of(draws, pods + 1, lambda draw, _: round(draw * pods))) * pods / len(draws)
                for draws in replays
            ),
            "round(draw * pods) can be any number from 0 to pods, and that's one pod too many. int(draw * pods) stays"
            " below pods.",
        ),
        "draws-for-counts": Mistake(
            of_draws,
            "You compare the draws themselves. A draw only chooses a pod: count how many draws choose each, and compare"
            " those counts.",
        ),
    },
    pairs=FAMILY.pairs,
    hints=(
        "One replay first: count the connections of each pod, as in requests_per_pod, and take max(counts).",
        "The mean of a pod is the replay's number of connections divided by pods. Divide by that mean, in each replay.",
        "Add the quotients up over the replays, and divide by how many there are: len(replays).",
    ),
    is_deeper=True,
)

"""Deeper: when P90 with its margin lies below the mean."""

from __future__ import annotations

from course_lib.chapters.ch07_sizing.exercises.vpa import bucket_of
from course_lib.framework.exercise.formulas import scaled
from course_lib.framework.exercise.ingredients import Ingredient
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise
from course_lib.sizing.textbook import vpa_target


def variant(usual: int, spike: int) -> dict[str, float]:
    """Return the question's numbers, with what is recommended while spikes are rarer than a tenth of the time."""
    return {"usual": usual, "spike": spike, "target": vpa_target([usual])}


def share_from(recommended: float, usual: float, spike: float) -> float:
    """Return the share of spikes, in percent, with which the mean is so much."""
    return 100 * (recommended - usual) / (spike - usual)


def end_of_bucket(usual: float) -> int:
    """Return where the bucket of the usual usage ends, in whole millicores."""
    bucket = bucket_of(usual)
    return int(bucket.start_m + bucket.width_m)


below_the_mean = NumberExercise(
    chapter="sizing",
    name="below_the_mean",
    decision="tell when a percentile with a margin is less than the average",
    text="A pod uses {usual}m most of the time, and {spike}m during its spikes. As long as the spikes take up a tenth"
    " of the time or less, the Vertical Pod Autoscaler recommends {target}m. From some share of the time on, the mean"
    " of the pod's usage is above that. At what share are the two equal? In percent, to two digits after the point.",
    variants=(variant(100, 800), variant(60, 500), variant(200, 1500)),
    right=lambda usual, spike, target: share_from(target, usual, spike),
    working="A share s of spikes adds s · ({spike} - {usual}) to the usual {usual}m. That makes {target}m at"
    " s = ({target} - {usual}) / ({spike} - {usual}): {answer:.4g}%.",
    unit="percent",
    tolerance=0.005,
    digits=2,
    mistakes={
        "where-p90-jumps": Mistake(
            lambda: 10,
            "the share at which the recommendation jumps. Below that it stays where it is, while the mean rises with"
            " every spike: when does it pass the recommendation?",
        ),
        "spikes-from-zero": Mistake(
            lambda usual, spike, target: 100 * (target - usual) / spike,
            "spikes that add all of their usage to the mean. While there is one, the usual usage isn't there: a spike"
            " adds only the difference.",
        ),
        "spikes-alone": Mistake(
            lambda spike, target: 100 * target / spike,
            "a mean made of spikes alone. Outside of them the pod uses something, too.",
        ),
        "of-the-usual": Mistake(
            lambda usual, target: 100 * (target - usual) / usual,
            "by how much the recommendation is above the usual usage. How many spikes lift the mean by so much?",
        ),
        "of-the-target": Mistake(
            lambda usual, target: 100 * (target - usual) / target,
            "what share of the recommendation is above the usual usage. How many spikes lift the mean by so much?",
        ),
        "usual-in-spikes": Mistake(
            lambda usual, spike: 100 * usual / spike,
            "the usual usage as a share of a spike's. The recommendation belongs in the comparison.",
        ),
        "usual-over-difference": Mistake(
            lambda usual, spike: 100 * usual / (spike - usual),
            "the usual usage divided by what a spike adds. What has to come from spikes is the difference between the"
            " recommendation and the usual usage.",
        ),
        "the-rest-of-the-time": Mistake(
            lambda answer: 100 - answer,
            "the share of time without spikes. The question is about the spikes.",
        ),
        "target-over-difference": Mistake(
            lambda usual, spike, target: 100 * target / (spike - usual),
            "the whole recommendation divided by what a spike adds. The usual usage is there already: only the"
            " difference has to come from spikes.",
        ),
        "margin-alone": Mistake(
            lambda usual, spike: 100 * 0.15 * usual / (spike - usual),
            "a recommendation of 15% above the usual usage. It is 15% above the end of a bucket, and stands in the"
            " question.",
        ),
        "margin-forgotten": Mistake(
            lambda usual, spike, target: share_from(target / 1.15, usual, spike),
            "a recommendation without its margin. It stands in the question, margin included.",
        ),
        "end-of-the-bucket": Mistake(
            lambda usual, spike: share_from(end_of_bucket(usual), usual, spike),
            "the end of the bucket. The recommendation is 15% above that, and stands in the question.",
        ),
        "margin-forgotten-and-cut": Mistake(
            lambda usual, spike, target: share_from(int(target / 1.15), usual, spike),
            "a recommendation without its margin, in whole millicores. It stands in the question, margin included.",
        ),
        "spikes-on-top": Mistake(
            lambda usual, spike, target: 100 * (target - usual) / (spike + usual),
            "a spike and the usual usage added up. While there is a spike, the usual usage isn't there: what it adds"
            " is the difference.",
        ),
        "share-of-the-tenth": Mistake(
            scaled(10),
            "a share of the tenth of the time that P90 leaves out. The question is about a share of all the time.",
        ),
        "one-in-so-many": Mistake(
            lambda answer: 100 / answer,
            "how many moments there are to one spike. The question is what share of the time the spikes take, in"
            " percent.",
        ),
        "of-the-other-recommendation": Mistake(
            lambda spike, target: 100 * target / vpa_target([spike]),
            "the recommendation as a share of the one above a tenth of spikes. The question is when the mean passes"
            " the lower one.",
        ),
        "the-margin": Mistake(
            lambda: 15,
            "the margin. The recommendation has it already: when does the mean pass that?",
        ),
        "difference-to-the-spike": Mistake(
            lambda usual, spike, target: 100 * (target - usual) / (spike - target),
            "the spikes compared with the rest of the time: so many for each hundred other moments. The question is"
            " what share of all the time they take.",
        ),
        "spike-to-target": Mistake(
            lambda spike, target: 100 * (spike - target) / spike,
            "by how much the recommendation lies below a spike. The question is about the mean.",
        ),
        "where-krr-jumps": Mistake(
            lambda: 5,
            "the share at which KRR jumps, which takes P95. The question is when the mean passes what the Vertical Pod"
            " Autoscaler recommends.",
        ),
        "time-below-the-jump": Mistake(
            lambda: 90,
            "the nine tenths that P90 stands for. The question is about the share of time that spikes take up, and when"
            " they lift the mean above the recommendation.",
        ),
        "fifty-fifty": Mistake(
            lambda: 50,
            "half of the time. The mean passes the recommendation much earlier: each spike is several times as high as"
            " that.",
        ),
    },
    ingredients={
        "usual": Ingredient("the usual {usual}m", left_out=0),
        "spike": Ingredient("the {spike}m of a spike", left_out=None),
        "target": Ingredient("the recommended {target}m", left_out=None),
    },
    hints=(
        "If spikes take a share s of the time, the mean is (1 - s) times the usual usage and s times a spike's.",
        "How much does the mean have to rise above the usual usage? And by how much does it rise for each percent of"
        " spikes?",
    ),
    is_deeper=True,
)

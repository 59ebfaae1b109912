"""Deeper: the power saved by packing, with the emptied servers on."""

from collections.abc import Callable

from course_lib.chapters.ch01_footprint.exercises.decimal_point import SLIPPED
from course_lib.chapters.ch01_footprint.exercises.power_w import M5_METAL
from course_lib.footprint import textbook
from course_lib.framework.exercise.formulas import changed, scaled
from course_lib.framework.exercise.ingredients import Ingredient
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise

IDLE_W, FULL_W = M5_METAL[0][1], M5_METAL[-1][1]


def before_w(percent: float) -> float:
    """Return the power of one server before."""
    return textbook.power_w(M5_METAL, percent / 100)


def busy_w(servers: float, percent: float, onto: float) -> float:
    """Return the power of one of those left with work."""
    return textbook.power_w(M5_METAL, textbook.packed_utilisation(servers, percent / 100, onto))


def saved_percent(servers: float, onto: float, before_w: float, busy_w: float, emptied_w: float = IDLE_W) -> float:
    """Return the percentage saved by given powers of one server: before, left with work, and emptied."""
    after_w = textbook.fleet_power_w(onto, busy_w, servers - onto, emptied_w)
    return 100 * textbook.saved_share(servers * before_w, after_w)


def right(servers: float, percent: float, onto: float, emptied_w: float = IDLE_W) -> float:
    """Return the model's percentage saved."""
    return saved_percent(servers, onto, before_w(percent), busy_w(servers, percent, onto), emptied_w)


def straight(servers: float, percent: float, onto: float) -> float:
    """Return the percentage saved on a straight line from idle to full, the emptied switched off."""
    line = [(0.0, IDLE_W), (1.0, FULL_W)]
    before, busy = (textbook.power_w(line, share) for share in (percent / 100, servers * percent / 100 / onto))
    return saved_percent(servers, onto, before, busy, emptied_w=0)


def all_w(servers: float, percent: float, onto: float) -> float:
    """Return the power of all after, the emptied on."""
    return textbook.fleet_power_w(onto, busy_w(servers, percent, onto), servers - onto, IDLE_W)


def read_by(power_w: Callable[[float], float]) -> Callable[..., float]:
    """Return the percentage saved if power is read off the points in some other way, by utilisation."""

    def percentage(servers: float, percent: float, onto: float) -> float:
        share = percent / 100
        packed = textbook.packed_utilisation(servers, share, onto)
        return saved_percent(servers, onto, power_w(share), power_w(packed))

    return percentage


def lower_w(utilisation: float) -> float:
    """Return the power at the last measured point that isn't above."""
    return max(watts for at, watts in M5_METAL if at <= utilisation)


def upper_w(utilisation: float) -> float:
    """Return the power at the first measured point that isn't below."""
    return min(watts for at, watts in M5_METAL if at >= utilisation)


def nearest_w(utilisation: float) -> float:
    """Return the power at the nearest measured point."""
    return min(M5_METAL, key=lambda point: abs(point[0] - utilisation))[1]


def middle_w(utilisation: float) -> float:
    """Return the power halfway between the measured points around."""
    return (lower_w(utilisation) + upper_w(utilisation)) / 2


packed_fleet = NumberExercise(
    chapter="footprint",
    name="packed_fleet",
    decision="say what packing saves before anything is switched off",
    text="{servers:g} servers run at {percent:g}%; you pack their work onto {onto:g}, and the emptied ones stay on."
    " Power by utilisation, measured: 0% 211.7 W, 10% 335.0 W, 50% 677.8 W, 100% 957.8 W. By how many percent does the"
    " power of all {servers:g} together fall, to one digit after the point? Your function power_w can work out the"
    " power for you: power_w([(0, 211.7), (0.1, 335.0), …], …), with the utilisation as a share.",
    variants=(
        {"servers": 9, "percent": 32, "onto": 4},
        {"servers": 20, "percent": 21, "onto": 5},
        {"servers": 10, "percent": 24, "onto": 3},
    ),
    right=right,
    working="Before: {servers:g} at {percent:g}%. After: {onto:g} busy, the others at 211.7 W: {answer:.3f}% less,"
    " so {answer:.1f}.",
    unit="percent",
    tolerance=0.006,
    digits=1,
    mistakes=SLIPPED
    | {
        "emptied-off": Mistake(
            changed(emptied_w=0),
            "the emptied servers switched off. Here they stay on, and draw 211.7 W each.",
        ),
        "what-remains-with-the-emptied-off": Mistake(
            lambda servers, percent, onto: 100 - right(servers, percent, onto, emptied_w=0),
            "the power that remains once the emptied ones are off. Here they stay on, and draw 211.7 W each; and the "
            "question is by how much it falls.",
        ),
        "emptied-at-ten-percent": Mistake(
            changed(emptied_w=M5_METAL[1][1]),
            "the emptied servers at 10%. They have no work left: read their power at 0%.",
        ),
        "emptied-unchanged": Mistake(
            lambda servers, percent, onto: saved_percent(
                servers, onto, before_w(percent), busy_w(servers, percent, onto), before_w(percent)
            ),
            "the emptied servers as busy as before. Their work has gone to the others: read their power at 0%.",
        ),
        "one-emptied-forgotten": Mistake(
            lambda servers, percent, onto: (
                100 * (1 - (all_w(servers, percent, onto) - IDLE_W) / (servers * before_w(percent)))
            ),
            "one emptied server too few. As many servers draw power after as before: those with work and the emptied"
            " ones together.",
        ),
        "one-emptied-too-many": Mistake(
            lambda servers, percent, onto: (
                100 * (1 - (all_w(servers, percent, onto) + IDLE_W) / (servers * before_w(percent)))
            ),
            "one emptied server too many. As many servers draw power after as before: those with work and the emptied"
            " ones together.",
        ),
        "all-emptied": Mistake(
            lambda servers, percent, onto: (
                100 * (1 - (all_w(servers, percent, onto) + onto * IDLE_W) / (servers * before_w(percent)))
            ),
            "all servers counted as emptied, besides those that are left with work. Only the others are emptied.",
        ),
        "as-many-emptied-as-left": Mistake(
            lambda servers, percent, onto: (
                100 * (1 - onto * (busy_w(servers, percent, onto) + IDLE_W) / (servers * before_w(percent)))
            ),
            "as many emptied servers as are left with work. Emptied are all the others.",
        ),
        "one-emptied-alone": Mistake(
            lambda servers, percent, onto: (
                100 * (1 - (onto * busy_w(servers, percent, onto) + IDLE_W) / (servers * before_w(percent)))
            ),
            "a single emptied server. Multiply the power of one by how many are emptied.",
        ),
        "one-busy-too-few": Mistake(
            lambda servers, percent, onto: (
                100
                * (1 - (all_w(servers, percent, onto) - busy_w(servers, percent, onto)) / (servers * before_w(percent)))
            ),
            "one server with work too few. Count those that are left again.",
        ),
        "fewer-before": Mistake(
            lambda servers, percent, onto: 100 * (1 - all_w(servers, percent, onto) / (onto * before_w(percent))),
            "only as many servers before as are busy after. Before, all of them were at work; after, the emptied "
            "ones still draw power.",
        ),
        "straight-line-off": Mistake(
            straight,
            "a straight line from idle to full, and the emptied ones switched off. Use the points in between; "
            "the emptied ones stay on.",
        ),
        "nothing": Mistake(
            lambda: 0.0,
            "a straight line: with that, packing alone saves nothing. The measured curve bends, so a little is saved.",
        ),
        "middles": Mistake(
            read_by(middle_w),
            "the middle between two of the measured points, wherever the utilisation lies between them. Go the "
            "share of the way, as power_w does.",
        ),
        "nearest-points": Mistake(
            read_by(nearest_w),
            "the measured point nearest to each utilisation. In between, go the share of the way from one point "
            "to the next, as power_w does.",
        ),
        "upper-points": Mistake(
            read_by(upper_w),
            "the next measured point above each utilisation. In between, go the share of the way from one point "
            "to the next, as power_w does.",
        ),
        "lower-points": Mistake(
            read_by(lower_w),
            "the next measured point below each utilisation. In between, go the share of the way from one point "
            "to the next, as power_w does.",
        ),
        "percent-for-share": Mistake(
            lambda servers, onto: saved_percent(servers, onto, FULL_W, FULL_W),
            "percent given to power_w, which takes a share: 35% is 0.35. Beyond 1 it answers with full power.",
        ),
        "no-busier": Mistake(
            lambda servers, percent, onto: saved_percent(servers, onto, before_w(percent), before_w(percent)),
            "a calculation in which the servers that are left stay as busy as before. They do the work of all now, and"
            " are busier.",
        ),
        "less-busy": Mistake(
            lambda servers, percent, onto: saved_percent(
                servers, onto, before_w(percent), before_w(percent * onto / servers)
            ),
            "the servers that are left less busy than before. They have taken over the work of the others: "
            "multiply by servers / left.",
        ),
        "twice-as-busy": Mistake(
            lambda servers, percent, onto: saved_percent(servers, onto, before_w(percent), before_w(2 * percent)),
            "the servers that are left twice as busy as before. They do the work of all: multiply the utilisation by"
            " servers / servers left.",
        ),
        "left-at-full-and-emptied-off": Mistake(
            lambda servers, percent, onto: saved_percent(servers, onto, before_w(percent), FULL_W, 0),
            "two things at once: the servers that are left at full power, and the emptied ones off. The work of all"
            " doesn't fill them, and the emptied ones stay on.",
        ),
        "watts-of-one": Mistake(
            lambda percent, answer: before_w(percent) / 100 * answer,
            "the watts saved for each server. Divide them by the watts of one before: the question asks for percent.",
        ),
        "left-at-full": Mistake(
            lambda servers, percent, onto: saved_percent(servers, onto, before_w(percent), FULL_W),
            "the servers that are left at full power. They do the work of all, and that doesn't fill them.",
        ),
        "above-idle-alone": Mistake(
            lambda servers, percent, onto: saved_percent(
                servers, onto, before_w(percent) - IDLE_W, busy_w(servers, percent, onto) - IDLE_W, 0
            ),
            "what the work adds, without what a server draws just for being on. All of it counts, before and after.",
        ),
        "idle-of-the-emptied": Mistake(
            lambda servers, percent, onto: 100 * (servers - onto) * IDLE_W / (servers * before_w(percent)),
            "the emptied servers' idle power counted as saved. They stay on, and go on drawing it.",
        ),
        "watts-in-proportion": Mistake(
            lambda servers, percent, onto: saved_percent(
                servers, onto, before_w(percent), before_w(percent) * servers / onto
            ),
            "watts in proportion to the work for the servers that are left. Twice the work isn't twice the watts: read"
            " their power at their new utilisation.",
        ),
        "share": Mistake(
            scaled(1 / 100),
            "the right value as a share. The question asks for percent.",
        ),
        "whole-percent": Mistake(
            lambda answer: round(answer),
            "the right value rounded to whole percent. The question asks for one digit after the point.",
        ),
        "negative": Mistake(
            lambda answer: -answer,
            "the right size with a minus. “Falls by” says the direction already: a fall is a positive number here.",
        ),
        "what-remains": Mistake(
            lambda answer: 100 - answer,
            "the power that remains, in percent of what there was. The question is by how much it falls.",
        ),
        "of-what-is-left": Mistake(
            lambda answer: 100 * (1 / (1 - answer / 100) - 1),
            "the saving divided by what is left. A saving is a share of what there was before.",
        ),
        "of-full-power": Mistake(
            lambda servers, percent, answer: answer * before_w(percent) / FULL_W,
            "the saving divided by what all would draw at full load. A saving is a share of what there was before.",
        ),
        "servers-emptied": Mistake(
            lambda servers, onto: 100 * (1 - onto / servers),
            "the share of servers emptied. Those that are left draw more than before, and the emptied ones go on"
            " drawing.",
        ),
        "servers-left": Mistake(
            lambda servers, onto: 100 * onto / servers,
            "the share of servers left with work. The question is about the power of all together, before and after.",
        ),
        "rise-of-one": Mistake(
            lambda servers, percent, onto: 100 * (busy_w(servers, percent, onto) / before_w(percent) - 1),
            "how much more one of the servers that are left draws. The question is about the power of all "
            "together, before and after.",
        ),
        "watts": Mistake(
            lambda servers, percent, answer: servers * before_w(percent) / 100 * answer,
            "the watts saved. Divide them by the watts before: the question asks for percent.",
        ),
        "watts-before": Mistake(
            lambda servers, percent: servers * before_w(percent),
            "the watts of all before. Work out those after, too; then compare.",
        ),
        "watts-after": Mistake(
            lambda servers, percent, onto: all_w(servers, percent, onto),
            "the watts of all after. The question is by how many percent they have fallen.",
        ),
    },
    ingredients={
        "servers": Ingredient("the {servers:g} servers", left_out=None),
        "percent": Ingredient("the {percent:g}%", left_out=None),
        "onto": Ingredient("the {onto:g} that are left", left_out=None),
    },
    hints=(
        "Before: all servers at the old utilisation. After: the few at their new one, and the emptied ones at 0%.",
        "The work stays the same: each server that is left runs at servers · utilisation / servers left.",
        "100 · (1 - after / before).",
    ),
    is_deeper=True,
)

"""Deeper: the power saved by packing, with the emptied servers on."""

from course_lib.chapters.ch01_footprint.exercises.power_w import M5_METAL
from course_lib.footprint import textbook
from course_lib.framework.exercise.number import NumberExercise, NumberMistake

IDLE_W, FULL_W = M5_METAL[0][1], M5_METAL[-1][1]


def powers(servers: float, percent: float, onto: float) -> tuple[float, float]:
    """Return the power of one server before, and of one of those left with work."""
    utilisation = percent / 100
    packed = textbook.packed_utilisation(servers, utilisation, onto)
    return textbook.power_w(M5_METAL, utilisation), textbook.power_w(M5_METAL, packed)


def right(servers: float, percent: float, onto: float, emptied_w: float = IDLE_W) -> float:
    """Return the model's percentage saved."""
    before_w, busy_w = powers(servers, percent, onto)
    after_w = textbook.fleet_power_w(onto, busy_w, servers - onto, emptied_w)
    return 100 * textbook.saved_share(servers * before_w, after_w)


def no_busier(servers: float, percent: float, onto: float) -> float:
    """Return the percentage saved if those that are left were no busier than before."""
    before_w, _ = powers(servers, percent, onto)
    after_w = textbook.fleet_power_w(onto, before_w, servers - onto, IDLE_W)
    return 100 * textbook.saved_share(servers * before_w, after_w)


def straight(servers: float, percent: float, onto: float) -> float:
    """Return the percentage saved on a straight line from idle to full, the emptied switched off."""
    line = [(0.0, IDLE_W), (1.0, FULL_W)]
    before_w, busy_w = (textbook.power_w(line, share) for share in (percent / 100, servers * percent / 100 / onto))
    return 100 * textbook.saved_share(servers * before_w, onto * busy_w)


def percent_for_share(servers: float, percent: float, onto: float) -> float:
    """Return the percentage saved if `power_w` is asked for 35 where 0.35 is meant: it answers full power."""
    after_w = textbook.fleet_power_w(onto, FULL_W, servers - onto, IDLE_W)
    return 100 * textbook.saved_share(servers * FULL_W, after_w)


def left_at_full(servers: float, percent: float, onto: float) -> float:
    """Return the percentage saved if those that are left ran at full power."""
    after_w = textbook.fleet_power_w(onto, FULL_W, servers - onto, IDLE_W)
    return 100 * textbook.saved_share(servers * powers(servers, percent, onto)[0], after_w)


def rise_of_one(servers: float, percent: float, onto: float) -> float:
    """Return by how many percent one server that is left draws more than before."""
    before_w, busy_w = powers(servers, percent, onto)
    return 100 * (busy_w / before_w - 1)


packed_fleet = NumberExercise(
    chapter="footprint",
    name="packed_fleet",
    decision="say what packing saves before anything is switched off",
    text="{servers:g} servers run at {percent:g}%; you pack their work onto {onto:g}, and the emptied stay on. Power by"
    " utilisation, measured: 0% 211.7 W, 10% 335.0 W, 50% 677.8 W, 100% 957.8 W. By how many percent does the power of"
    " all {servers:g} together fall, to one digit after the point? Your function power_w can do the reading.",
    variants=(
        {"servers": 8, "percent": 35, "onto": 4},
        {"servers": 12, "percent": 30, "onto": 4},
        {"servers": 20, "percent": 15, "onto": 5},
    ),
    right=right,
    solved="Before: {servers:g} at {percent:g}%. After: {onto:g} busy, the others at 211.7 W: {answer:.3f}% less,"
    " so {answer:.1f}.",
    unit="percent",
    tolerance=0.01,
    mistakes=(
        NumberMistake(
            "emptied-off",
            lambda servers, percent, onto: right(servers, percent, onto, emptied_w=0),
            "the emptied servers switched off. Here they stay on, and draw 211.7 W each.",
        ),
        NumberMistake(
            "straight-line-off",
            straight,
            "a straight line from idle to full, and the emptied switched off. Use the points in between; the emptied"
            " stay on.",
        ),
        NumberMistake(
            "watts-per-server",
            lambda servers, percent, onto: 100 * (1 - onto / servers),
            "the share of servers emptied. Those that are left draw more than before, and the emptied go on drawing.",
        ),
        NumberMistake(
            "no-busier",
            no_busier,
            "the servers that are left at their old utilisation. They do the work of all now, and are busier.",
        ),
        NumberMistake(
            "share",
            lambda **numbers: right(**numbers) / 100,
            "the right value as a share. Asked for are percent.",
        ),
        NumberMistake(
            "of-what-is-left",
            lambda **numbers: 100 * (1 / (1 - right(**numbers) / 100) - 1),
            "the saving divided by what is left. A saving is a share of what there was before.",
        ),
        NumberMistake(
            "nothing",
            lambda servers, percent, onto: 0.0,
            "a straight line: on one, packing alone saves nothing. The measured curve bends, so a little is saved.",
        ),
        NumberMistake(
            "what-remains",
            lambda **numbers: 100 - right(**numbers),
            "the power that remains, in percent of what there was. Asked is by how much it falls.",
        ),
        NumberMistake(
            "negative",
            lambda **numbers: -right(**numbers),
            "the right size with a minus. “Falls by” says the direction already: a fall is a positive number here.",
        ),
        NumberMistake(
            "percent-for-share",
            percent_for_share,
            "percent given to power_w, which takes a share: 35% is 0.35. Beyond 1 it answers with full power.",
        ),
        NumberMistake(
            "left-at-full",
            left_at_full,
            "the servers that are left at full power. They do the work of all, and that doesn't fill them.",
        ),
        NumberMistake(
            "rise-of-one",
            rise_of_one,
            "how much more one of the servers that are left draws. Asked for is the power of all together, before and"
            " after.",
        ),
        NumberMistake(
            "watts",
            lambda servers, percent, onto: (
                servers * powers(servers, percent, onto)[0] / 100 * right(servers, percent, onto)
            ),
            "the watts saved. Set them against the watts before: asked for are percent.",
        ),
    ),
    hints=(
        "Before: all servers at the old utilisation. After: the few at their new one, and the emptied at 0%.",
        "The work is the same: those that are left are busy at servers · utilisation / left.",
        "100 · (1 - after / before).",
    ),
    deeper=True,
)

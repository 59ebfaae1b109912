"""Deeper: the power saved by packing, with the emptied servers on."""

from course_lib.chapters.ch01_footprint.exercises.power_w import M5_METAL
from course_lib.footprint import textbook
from course_lib.framework.exercise.mistakes import Mistake, changed, scaled
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
    working="Before: {servers:g} at {percent:g}%. After: {onto:g} busy, the others at 211.7 W: {answer:.3f}% less,"
    " so {answer:.1f}.",
    unit="percent",
    tolerance=0.01,
    digits=1,
    mistakes={
        "emptied-off": Mistake(
            changed(emptied_w=0),
            "the emptied servers switched off. Here they stay on, and draw 211.7 W each.",
        ),
        "straight-line-off": Mistake(
            straight,
            "a straight line from idle to full, and the emptied switched off. Use the points in between; the emptied"
            " stay on.",
        ),
        "watts-per-server": Mistake(
            lambda servers, onto: 100 * (1 - onto / servers),
            "the share of servers emptied. Those that are left draw more than before, and the emptied go on drawing.",
        ),
        "no-busier": Mistake(
            lambda servers, percent, onto: saved_percent(servers, onto, before_w(percent), before_w(percent)),
            "the servers that are left at their old utilisation. They do the work of all now, and are busier.",
        ),
        "share": Mistake(
            scaled(1 / 100),
            "the right value as a share. Asked for are percent.",
        ),
        "of-what-is-left": Mistake(
            lambda answer: 100 * (1 / (1 - answer / 100) - 1),
            "the saving divided by what is left. A saving is a share of what there was before.",
        ),
        "nothing": Mistake(
            lambda: 0.0,
            "a straight line: on one, packing alone saves nothing. The measured curve bends, so a little is saved.",
        ),
        "what-remains": Mistake(
            lambda answer: 100 - answer,
            "the power that remains, in percent of what there was. Asked is by how much it falls.",
        ),
        "negative": Mistake(
            lambda answer: -answer,
            "the right size with a minus. “Falls by” says the direction already: a fall is a positive number here.",
        ),
        "percent-for-share": Mistake(
            lambda servers, onto: saved_percent(servers, onto, FULL_W, FULL_W),
            "percent given to power_w, which takes a share: 35% is 0.35. Beyond 1 it answers with full power.",
        ),
        "left-at-full": Mistake(
            lambda servers, percent, onto: saved_percent(servers, onto, before_w(percent), FULL_W),
            "the servers that are left at full power. They do the work of all, and that doesn't fill them.",
        ),
        "rise-of-one": Mistake(
            lambda servers, percent, onto: 100 * (busy_w(servers, percent, onto) / before_w(percent) - 1),
            "how much more one of the servers that are left draws. Asked for is the power of all together, before and"
            " after.",
        ),
        "watts": Mistake(
            lambda servers, percent, answer: servers * before_w(percent) / 100 * answer,
            "the watts saved. Set them against the watts before: asked for are percent.",
        ),
    },
    hints=(
        "Before: all servers at the old utilisation. After: the few at their new one, and the emptied at 0%.",
        "The work is the same: those that are left are busy at servers · utilisation / left.",
        "100 · (1 - after / before).",
    ),
    is_deeper=True,
)

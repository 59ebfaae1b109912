"""Chapter 02's explorers: rock size, falling rocks, the gap to the optimum, and what packing costs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from course_lib.chapters.ch02_rocks.pictures.rocks import CostPicture, FallPicture, GapPicture, SizePicture
from course_lib.chapters.ch02_rocks.study.rocks import (
    FALLING,
    GAP_RULES,
    MEAN_SIZES_CORES,
    CostStudy,
    FallStudy,
    GapStudy,
    SizeStudy,
    cost_study,
    fall_study,
    gap_study,
    size_study,
)
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.plural import counted
from course_lib.rocks import RULES

CHAPTER = "rocks"


TABLED = np.isin(MEAN_SIZES_CORES, (0.2, 0.3, 0.5, 0.7, 0.9, 1.3, 2, 3, 4, 5, 6, 7, 8))


def veil_size(study: SizeStudy) -> SizeStudy:
    """Take away both curves; what is reached at the size drawn may be seen."""
    nothing = np.full(len(MEAN_SIZES_CORES), np.nan)
    return replace(study, reached=nothing, guaranteed=nothing)


def describe_size(study: SizeStudy) -> Description:
    """Say what pods of this size reach, what is guaranteed, and where each is best."""
    here = (
        f"Pods of {study.size_cores:.1f} cores on average, {1000 * study.overhead_cores:.0f}m of it a sidecar:"
        f" {study.reached_here:.1%} of the cores paid for do useful work, {study.guaranteed_here:.1%} is guaranteed."
    )
    best = (
        f" Of all sizes most is reached near {study.best_reached_cores:.1f} cores; the guarantee is best near"
        f" {study.best_guaranteed_cores:.1f}."
    )
    veiled = bool(np.isnan(study.reached).all())
    curves = zip(MEAN_SIZES_CORES[TABLED], study.reached[TABLED], study.guaranteed[TABLED], strict=True)
    rows = [(study.size_cores, study.reached_here, study.guaranteed_here)] if veiled else curves
    return Description(
        here if veiled else here + best,
        Table(
            "Useful share of the cores paid for",
            ("mean pod size (cores)", "reached", "guaranteed"),
            tuple((f"{size:.1f}", f"{reached:.1%}", f"{sure:.1%}") for size, reached, sure in rows),
        ),
    )


def reveal_size(guess: float | None) -> str:
    """Set the learner's guess beside what the packings reach."""
    study = size_study(guess or 1.0, overhead_millicores=100, spread_percent=100)
    alone = "" if guess is None else f"You predicted {guess:.1f} cores, which reach {study.reached_here:.1%}. "
    return (
        f"{alone}Most is reached near {study.best_reached_cores:.1f} cores ({study.reached.max():.1%}): far from the"
        f" smallest, where the sidecars eat {1 - study.reached[0]:.0%}. The best guarantee, near"
        f" {study.best_guaranteed_cores:.1f} cores, is another place still. The sliders are yours now."
    )


rock_size = Explorer(
    name="rock_size",
    chapter=CHAPTER,
    compute=size_study,
    picture=SizePicture,
    describe=describe_size,
    controls=(
        Slider("size_cores", "Mean pod size", 0.2, 8.0, 0.1, 2.0, "cores"),
        Slider("overhead_millicores", "Sidecar in each pod", 0, 200, 10, 100, "m"),
        Slider("spread_percent", "Spread of the work", 0, 100, 10, 100, "%"),
    ),
    prediction=Prediction(
        "Nodes have 16 cores and every pod carries a sidecar of 0.1 core. Which mean pod size, sidecar included,"
        " turns the largest share of the cores into useful work?",
        low=0.2,
        high=8.0,
        step=0.1,
        unit="cores",
        reveal=reveal_size,
        veil=veil_size,
    ),
)


def describe_fall(study: FallStudy) -> Description:
    """Say which rock fell last, where to, and list the boxes."""
    so_far, rule = study.so_far, study.packing.rule.replace("_", " ")
    words = (
        f"{counted(study.placed, 'rock')} by {rule}: {counted(len(so_far), 'box', 'boxes')},"
        f" {so_far.efficiency:.0%} filled. The last rock, {so_far.sizes[-1]:.0f}, fell into box"
        f" {so_far.box_of[-1] + 1}. All {FALLING} rocks take {len(study.packing)} boxes by this rule."
    )
    rows: dict[int, list[str]] = {}
    for size, box in zip(so_far.sizes, so_far.box_of.tolist(), strict=True):
        rows.setdefault(box, []).append(f"{size:.0f}")
    listed = tuple((str(box + 1), " ".join(sizes)) for box, sizes in sorted(rows.items()))
    return Description(words, Table("Boxes and their rocks", ("box", "rocks, in the order placed"), listed))


falling = Explorer(
    name="falling",
    chapter=CHAPTER,
    compute=fall_study,
    picture=FallPicture,
    describe=describe_fall,
    controls=(
        Choice("rule", "Rule", RULES, "next_fit"),
        Slider("mean_size", "Mean rock size", 5, 50, 1, 40, "of 100"),
        Slider("spread_percent", "Spread of the sizes", 0, 100, 10, 80, "%"),
        Slider("placed", "Rocks that have fallen", 1, FALLING, 1, 12),
    ),
)


def describe_gap(study: GapStudy) -> Description:
    """Say how far the two best rules are from the optimum, and how that is known."""
    boxes, optimum = study.boxes, study.boxes["optimum"]
    known = "proven" if study.optimum.is_proven else f"not proven, at least {study.optimum.lower_bound}"
    takes = {rule: f"{boxes[rule]} ({boxes[rule] / optimum - 1:+.1%})" for rule in GAP_RULES}
    words = (
        f"{len(study.sizes)} rocks ({study.kind}) need {optimum} boxes ({known}); the bounds say at least"
        f" {boxes['L1 bound']} (L1) and {boxes['L2 bound']} (L2). First fit takes {takes['first_fit']}, first fit"
        f" decreasing {takes['first_fit_decreasing']}, best fit decreasing {takes['best_fit_decreasing']}."
    )
    rows = tuple((name.replace("_", " "), str(n), f"{n / optimum - 1:+.1%}") for name, n in boxes.items())
    return Description(words, Table("Boxes needed", ("by", "boxes", "against the optimum"), rows))


gap_to_optimum = Explorer(
    name="gap_to_optimum",
    chapter=CHAPTER,
    compute=gap_study,
    picture=GapPicture,
    describe=describe_gap,
    controls=(
        Choice("kind", "Rocks", ("uniform", "triplets"), "uniform"),
        # No draw has both L2 above L1 and first fit decreasing above the optimum. Of 72 rocks draw 9 has the one, draw
        # 4 the other, and its optimum lies above the bounds besides.
        Slider("rocks", "How many", 12, 120, 12, 72),
        Slider("seed", "Draw", 1, 10, 1, 4),
    ),
)


def describe_cost(study: CostStudy) -> Description:
    """Say how often a loop looks where a tree looks once."""
    loop, tree, n = study.loop[study.here], study.tree[study.here], study.n[study.here]
    words = (
        f"To pack {n:,} rocks by {study.rule.replace('_', ' ')}, a loop over the boxes looks at {loop:,} boxes; a tree"
        f" over them at {tree:,}. {compared(loop, tree)}"
    )
    rows = zip(study.n, study.loop, study.tree, strict=True)
    listed = tuple((f"{rocks:,}", f"{one:,}", f"{other:,}") for rocks, one, other in list(rows)[::4])
    return Description(words, Table("Boxes looked at", ("rocks", "loop", "tree"), listed))


def compared(loop: int, tree: int) -> str:
    """Say which of the two looks less often, and how much."""
    if loop > tree:
        return f"That is {loop / tree:,.1f} times fewer for the tree."
    return f"That is {tree / loop:,.1f} times fewer for the loop, as it goes back to no box."


cost = Explorer(
    name="cost",
    chapter=CHAPTER,
    compute=cost_study,
    picture=CostPicture,
    describe=describe_cost,
    controls=(
        Choice("rule", "Rule", ("next_fit", "first_fit_decreasing", "best_fit_decreasing"), "first_fit_decreasing"),
        Slider("power", "Rocks, as a power of ten", 1, 5, 0.25, 3),
    ),
)
EXPLORERS = (rock_size, falling, gap_to_optimum, cost)

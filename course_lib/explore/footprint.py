"""Chapter 01's explorers: servers packed onto fewer, the power curve, and grams by region."""

from __future__ import annotations

from dataclasses import replace

from course_lib.explore.framework.controls import Choice, Slider
from course_lib.explore.framework.explorer import Description, Explorer
from course_lib.explore.framework.prediction import Prediction
from course_lib.footprint.grid import KINDS
from course_lib.footprint.studies import (
    EMPTIED,
    FEWEST,
    SERVERS,
    PackingStudy,
    PowerStudy,
    RegionStudy,
    packing_study,
    power_study,
    region_study,
)
from course_lib.pictures.footprint import PackingPicture, PowerPicture, RegionPicture
from course_lib.pictures.markup import Table

CHAPTER = "footprint"


def describe_packing(study: PackingStudy) -> Description:
    """Say how busy the servers are that are left, and what is saved either way."""
    here = study.here
    state = "are off" if study.emptied == "off" else "stay on"
    words = (
        f"Ten servers at 20% packed onto {study.onto}, which then run at {here.utilisation.best:.0%}; the emptied"
        f" {state}. Power falls from {here.before_w.best:,.0f} W to {study.after_w.best:,.0f} W: {study.saved.best:.0%}"
        f" saved. (Emptied on: {here.saved_on.best:.0%}; off: {here.saved_off.best:.0%}.)"
    )
    rows = tuple(
        (str(onto), f"{each.utilisation.best:.0%}", f"{each.saved_on.best:.1%}", f"{each.saved_off.best:.1%}")
        for onto, each in study.packed.items()
    )
    header = ("servers left with work", "busy", "saved, emptied on", "saved, emptied off")
    return Description(words, Table("Power saved", header, rows))


def veil_packing(study: PackingStudy) -> PackingStudy:
    """Leave only the number of servers that is drawn."""
    return replace(study, packed={study.onto: study.here})


def reveal_packing(guess: float | None) -> str:
    """Set the learner's guess beside the two savings."""
    here = packing_study(onto=3, emptied="on").here
    alone = "" if guess is None else f"You predicted {guess:g}%. "
    return (
        f"{alone}Three servers at {here.utilisation.best:.0%} with seven idle draw {here.on_w.best:,.0f} W in place of"
        f" {here.before_w.best:,.0f} W: {here.saved_on.best:.0%} less. Only when the seven are switched off is it"
        f" {here.saved_off.best:.0%}, and never 70%. The sliders are yours now."
    )


packing = Explorer(
    "packing",
    CHAPTER,
    packing_study,
    PackingPicture,
    describe_packing,
    (
        Slider("onto", "Servers left with work", FEWEST, SERVERS, 1, SERVERS),
        Choice("emptied", "The emptied servers are", EMPTIED, "on"),
    ),
    Prediction(
        "Ten equal servers run at 20% each. You pack their work onto three; the other seven stay switched on, with"
        " nothing to do. By how many percent does the power of all ten together fall?",
        low=0,
        high=100,
        step=1,
        unit="%",
        reveal=reveal_packing,
        veil=veil_packing,
    ),
)


def describe_power(study: PowerStudy) -> Description:
    """Say what was measured, what a straight line makes of it, and how far that is off."""
    measured, straight = study.measured_here.best, study.straight_here.best
    words = (
        f"At {study.utilisation:.0%} utilisation this server draws {measured:.1f} W, measured. The straight line from"
        f" idle to full says {straight:.1f} W ({study.off_by:+.0%})."
    )
    every_tenth = [(at / 10, int(at * 10)) for at in range(11)]
    rows = tuple(
        (f"{share:.0%}", f"{study.measured_w[at]:.0f} W", f"{study.straight_w[at]:.0f} W") for share, at in every_tenth
    )
    return Description(words, Table("Power by utilisation", ("utilisation", "measured", "straight line"), rows))


power_curve = Explorer(
    "power_curve",
    CHAPTER,
    power_study,
    PowerPicture,
    describe_power,
    (Slider("utilisation_percent", "Utilisation", 0, 100, 1, 20, "%"),),
)


def describe_regions(study: RegionStudy) -> Description:
    """Say which region emits least and most, and where the hardware leads."""
    names = list(study.operational_g)
    least, most = names[0], names[-1]
    leads = ", ".join(study.hardware_leads) or "no region"
    words = (
        f"By {study.kind} intensity an hour emits least in {least} ({study.operational_g[least].best:.2f} g by running)"
        f" and most in {most} ({study.operational_g[most].best:.2f} g); its share of the hardware is"
        f" {study.embodied_g.best:.2f} g everywhere, and leads in {leads}."
    )
    ranks = study.intensity_rank
    rows = tuple(
        (region, f"{grams.best:.2f} g", str(ranks["average"][region]), str(ranks["marginal"][region]))
        for region, grams in study.operational_g.items()
    )
    header = ("region", "running, for an hour", "rank by average intensity", "rank by marginal intensity")
    return Description(words, Table("Regions", header, rows))


regions = Explorer(
    "regions",
    CHAPTER,
    region_study,
    RegionPicture,
    describe_regions,
    (
        Choice("kind", "Intensity of the grid", KINDS, "average"),
        Slider("utilisation_percent", "Utilisation", 0, 100, 5, 50, "%"),
    ),
)
EXPLORERS = (packing, power_curve, regions)

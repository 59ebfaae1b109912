"""Chapter 01's explorers: servers packed onto fewer, the power curve, and grams by region."""

from __future__ import annotations

from dataclasses import replace

from course_lib.chapters.ch01_footprint.pictures.footprint import PackingPicture, PowerPicture, RegionPicture
from course_lib.chapters.ch01_footprint.study.footprint import (
    CPU_ONLY,
    EMPTIED,
    FEWEST,
    POWERED,
    SERVERS,
    PackingStudy,
    PowerStudy,
    RegionStudy,
    packing_study,
    power_study,
    region_study,
)
from course_lib.footprint.fleet import Packed
from course_lib.footprint.grid import KINDS, region_g_per_kwh, region_place, region_pue
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table

CHAPTER = "footprint"
NEAR = 3  # percent: a guess no further off is called near


def describe_packing(study: PackingStudy) -> Description:
    """Say how busy the servers are that are left, and what is saved either way."""
    here = study.here
    state, will_be = ("are off", "be off") if study.emptied == "off" else ("stay on", "stay on")
    packed = f"packed onto {study.onto}, which then run at {here.utilisation.best:.0%}; the emptied {state}"
    unpacked = f"each, and nothing is packed yet; what is emptied will {will_be}"
    words = (
        f"Ten servers at 20% {packed if study.onto < SERVERS else unpacked}."
        f" Power falls from {here.before_w.best:,.0f} W to {study.after_w.best:,.0f} W: {study.saved.best:.0%}"
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
    own = "" if guess is None else f"You predicted {guess:g}%: {judged(guess, here)}. "
    return (
        f"{own}Three servers at {here.utilisation.best:.0%} with seven idle draw {here.on_w.best:,.0f} W in place of"
        f" {here.before_w.best:,.0f} W: {here.saved_on.best:.0%} less. Only when the seven are switched off is it"
        f" {here.saved_off.best:.0%}. It can never be 70%: the work of all ten is still done, by three servers that"
        " draw more for it. The sliders are yours now."
    )


def judged(guess: float, here: Packed) -> str:
    """Say how near a guess is, or what it would be right for."""
    on, off = (round(100 * share.best) for share in (here.saved_on, here.saved_off))
    away = abs(guess - on)
    if away <= NEAR:
        return f"within {NEAR} points" if away else "right on the spot"
    right_for = {
        0: "so it would be if power rose in a straight line",
        off: "so it is once the seven are off",
        70: "so many of the servers are emptied, but they go on drawing",
    }
    meant = [words for at, words in right_for.items() if abs(guess - at) <= NEAR]
    return meant[0] if meant else f"{away:g} points off"


packing = Explorer(
    name="packing",
    chapter=CHAPTER,
    compute=packing_study,
    picture=PackingPicture,
    describe=describe_packing,
    controls=(
        Slider("onto", "Servers left with work", FEWEST, SERVERS, 1, SERVERS),
        Choice("emptied", "The emptied servers are", EMPTIED, "on"),
    ),
    prediction=Prediction(
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
    """Say what the curve has here, what a straight line makes of it, and how far that is off."""
    measured, straight = study.measured_here.best, study.straight_here.best
    how = "measured" if study.is_measured else "between measured points"
    words = (
        f"At {study.utilisation:.0%} utilisation this server draws {measured:.1f} W ({how}). The straight line"
        f" from idle to full says {straight:.1f} W ({study.off_by:+.0%})."
    )
    rows = tuple(power_row(study, percent) for percent in range(0, 101, 10))
    header = ("utilisation", "measured", "between measured points", "straight line")
    return Description(words, Table("Power by utilisation", header, rows))


def power_row(study: PowerStudy, percent: int) -> tuple[str, ...]:
    """Return the watts at a utilisation, in the column of how they are known."""
    curve = f"{study.measured_w[percent]:.0f} W"
    known = (curve, "") if percent / 100 in study.points else ("", curve)
    return (f"{percent}%", *known, f"{study.straight_w[percent]:.0f} W")


power_curve = Explorer(
    name="power_curve",
    chapter=CHAPTER,
    compute=power_study,
    picture=PowerPicture,
    describe=describe_power,
    controls=(Slider("utilisation_percent", "Utilisation", 0, 100, 1, 20, "%"),),
)


def describe_regions(study: RegionStudy) -> Description:
    """Say which region emits least and most, and where the hardware leads."""
    grams = {name: each.best for name, each in study.operational_g.items()}
    least, *_, most = grams
    leads = ", ".join(map(region_place, study.hardware_leads)) or "no region"
    words = (
        f"By {study.kind} intensity, power by {study.powered}: running for an hour emits least in {region_place(least)}"
        f" ({grams[least]:.2f} g) and most in {region_place(most)} ({grams[most]:.2f} g). The share of the hardware is"
        f" {study.embodied_g.best:.2f} g everywhere; it is the larger half in {leads}."
    )
    rows = tuple(
        (f"{name} {region_place(name)}", f"{each:.2f} g", f"{study.embodied_g.best:.2f} g", *places(study, name))
        for name, each in grams.items()
    )
    emits, rests_on = ("running, an hour", "hardware"), ("average g/kWh", "marginal g/kWh", "PUE")
    header = ("region", *emits, "place by average", "place by marginal", *rests_on)
    return Description(words, Table("Regions, by what running emits", header, rows))


def places(study: RegionStudy, region: str) -> tuple[str, ...]:
    """Return a region's place by each kind of intensity (in the first, running emits least), and what it rests on."""
    rests_on = (*(region_g_per_kwh(region, kind) for kind in KINDS), region_pue(region))
    return (*(str(study.place[kind][region]) for kind in KINDS), *(f"{each.best:g}" for each in rests_on))


regions = Explorer(
    name="regions",
    chapter=CHAPTER,
    compute=region_study,
    picture=RegionPicture,
    describe=describe_regions,
    controls=(
        Choice("kind", "Intensity of the grid", KINDS, "average"),
        Choice("powered", "Power by", POWERED, CPU_ONLY),
        Slider("utilisation_percent", "Utilisation", 0, 100, 5, 50, "%"),
    ),
)
EXPLORERS = (packing, power_curve, regions)

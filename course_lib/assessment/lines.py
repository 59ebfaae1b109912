"""The six lines: what there is, sidecars, right-sizing, services, the share that must go, what to measure first.

What can't be defended isn't said: a plain sentence stands there, and the command that would measure it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course_lib.assessment.commands import READINGS
from course_lib.assessment.loads import NOT_MEASURED
from course_lib.assessment.result import NO, YES, Assessment, Candidate, Line, Measure, MustGo, Way
from course_lib.digits import in_full, without_unit
from course_lib.estimate import Estimate
from course_lib.mesh.alternatives import BY_DEFAULT, CLIENT_SIDE, SIZED
from course_lib.plural import counted, in_a_row, percent
from course_lib.survey.uneven import UNKNOWN, UNSURE

RANGES = (
    "In brackets behind a figure: the middle 90% of the draws over all presets, given the ranges of the inputs, which"
    " the page lists with their sources."
)
ACTS = (
    "Who acts: owners of services set requests and replicas, owners of the cluster drain nodes and give them back."
    " Until they do, nothing is saved (−); what is added (+) comes by itself."
)
BY_MODEL = "by the model"
IN_ALL = "in all: against right-sizing alone, with what balancing frees"
RIGHT_SIZED, MONEY = "right-sizing alone", "money"
SERVICES, BOTH = "owners of services", "owners of services and of the cluster"
UNMEASURED = "Use was not measured"
NOWHERE = "No node takes the largest pod, as it would be right-sized."
OPEN = (UNKNOWN, UNSURE, NOT_MEASURED)
CAN = {YES: "it can", NO: "it can't"}


@dataclass(frozen=True)
class Told:
    """All that the lines are made of.

    Attributes
    ----------
    there : str
        What there is.
    install : str
        Whose sidecars.
    pods : int
        That would get one.
    services : int
        That there are.
    measured : bool
        Whether use was.
    over : int
        Workloads whose busiest pod uses more CPU than it requests.
    right_sized : Way
        The baseline.
    ways : mapping of str to Way
        The alternatives, by name.
    candidates : tuple of Candidate
        In order.
    share : Estimate
        Of all pods, those behind candidates.
    goes : MustGo
        What has to go.
    first : Measure
        What to measure first.
    """

    there: str
    install: str
    pods: int
    services: int
    measured: bool
    over: int
    right_sized: Way
    ways: Mapping[str, Way]
    candidates: tuple[Candidate, ...]
    share: Estimate
    goes: MustGo
    first: Measure


def lines(told: Told) -> tuple[Line, ...]:
    """Return the six lines."""
    return (
        Line(told.there, "counted in the files" + "; use by the metrics server" * told.measured),
        _sidecars(told),
        _right_sizing(told),
        _services(told),
        _must_go(told),
        Line(f"Measure first: {told.first.what}; {told.first.why}.", "", command=told.first.command),
    )


def legend(said: Sequence[Line]) -> tuple[str, ...]:
    """Return what the lines have in common, to be said once below them."""
    return RANGES, *([ACTS] if any(each.actor for each in said) else [])


def _sidecars(told: Told) -> Line:
    both = [told.ways[name] for name in (BY_DEFAULT, SIZED)]
    if not all(each.net for each in both):
        return Line(_impossible(both), BY_MODEL)
    default, sized = (_taken(each, measured=told.measured) for each in both)
    text = f"Sidecars ({told.install}) as installed reserve {default}; right-sized and scoped {sized}."
    whose = f"with control plane, in those of {counted(told.pods, 'pod')} that balancing leaves"
    source = f"{whose}; as installed by the chart, the rest {BY_MODEL}"
    if not told.measured:
        return Line(f"{text} {UNMEASURED}, so what balancing frees can't be told.", source, command=READINGS)
    return Line(text, f"{IN_ALL}; {source}", BOTH)


def _right_sizing(told: Told) -> Line:
    if not told.measured:
        return Line(f"{UNMEASURED}, so what right-sizing alone would save can't be told.", "", command=READINGS)
    net = told.right_sized.net
    if not net:
        return Line(_impossible([told.right_sized]), BY_MODEL)
    said = in_a_row([in_full(net[name], signed=True) for name in ("cpu_reserved", "memory_reserved", "nodes")])
    who = counted(told.over, "workload")
    is_more = told.over and net["cpu_reserved"].best > 0
    why = f": the busiest pods of {who} use more than they request" if is_more else ""
    source = f"requests against use of the busiest pod, with a margin, {BY_MODEL}"
    text = f"Right-sizing alone, without any mesh, against today: {said}{why}."
    return Line(" ".join([text, *told.right_sized.notes]), source, BOTH)


def _services(told: Told) -> Line:
    own, hot = told.candidates, [each for each in told.candidates if each.is_hot]
    if not own:
        why = "none has several pods behind a port that speaks HTTP or gRPC, as far as files tell"
        return Line(f"A balancer could help no service: {why}.", told.share.source)
    guesses = sum(each.protocol_is_guess for each in own)
    text = f"A balancer could help {len(own):,} of {counted(told.services, 'service')}, {in_full(told.share)} of the"
    text += " pods that a mesh takes in"
    text += f"; {counted(guesses, 'protocol')} only guessed from a port's name" if guesses else ""
    if not told.measured:
        return Line(f"{text}; whether any is uneven wasn't measured.", told.share.source, command=READINGS)
    text += f". {_uneven(own)}.{_by_clients(told.ways[CLIENT_SIDE])}"
    too_few = not hot and any(each.evenness == UNKNOWN for each in own)
    return Line(text, f"{told.share.source}; nodes {BY_MODEL}", BOTH, READINGS if too_few else "")


def _uneven(found: Sequence[Candidate]) -> str:
    """Return how many are uneven, and of how many nobody can tell: one reading tells nothing."""
    hot, open_ = [each for each in found if each.is_hot], [each for each in found if each.evenness in OPEN]
    if len(open_) == len(found):
        return "Whether any of them is uneven, nobody can tell yet"
    first = f"{', first' * (len(hot) > 1)} {hot[0].service}: {_hot(hot[0])}".replace("  ", " ") if hot else ""
    many = f"{len(hot)} of them {'is' if len(hot) == 1 else 'are'} uneven now"
    return (
        many
        + (first if len(hot) > 1 else f",{first}" if hot else "")
        + (f"; of {len(open_)} nobody can tell yet" if open_ else "")
    )


def _by_clients(one: Way) -> str:
    if not one.net:
        return ""
    said = in_full(one.net["nodes"], signed=True)
    return f" If callers of gRPC balance by themselves, against right-sizing alone: {said}."


def _hot(one: Candidate) -> str:
    ratio = one.busiest_over_mean
    return f"one pod at {without_unit(ratio)} times the mean ({ratio.source})" if ratio else ""


def _must_go(told: Told) -> Line:
    goes = told.goes
    if not told.measured:
        return Line(f"{UNMEASURED}, so which share must go for sidecars to pay can't be told.", "", command=READINGS)
    if goes.by_default is None or goes.sized is None or goes.balancing is None:
        return Line("Nothing that balancing could let go, so no sidecar is ever paid for.", goes.share.source)
    gone = f", and {in_full(goes.pods_go)} of the pods" if goes.pods_go else ""
    text = (
        f"Until sidecars are paid for, {in_full(goes.by_default)} of those services' {goes.resource} must go as"
        f" installed: {_can(goes.can_by_default)}; {in_full(goes.sized)} right-sized: {_can(goes.can)}. Balancing frees"
        f" {in_full(goes.balancing)} of it{gone}; minReplicas, budgets and a pod to spare let"
        f" {percent(goes.floors)} of the pods go."
    )
    return Line(text, f"a proxy over its pod and proxy, beside what balancing frees {BY_MODEL}", SERVICES)


def _can(word: str) -> str:
    return CAN.get(word, word)


def _impossible(ways: Sequence[Way]) -> str:
    said = list(dict.fromkeys(note for each in ways for note in each.notes))
    return f"Of nodes nothing can be told. {' '.join(said) or NOWHERE}"


def _taken(one: Way, *, measured: bool) -> str:
    """Return what proxies reserve, and what that and balancing make of the nodes."""
    reserved = f"{in_full(one.total['proxies_cpu'])} and {in_full(one.total['proxies_memory'])}"
    return f"{reserved}, in all {in_full(one.net['nodes'], signed=True)}" if measured else reserved


def in_money(found: Assessment) -> list[str]:
    """Return what right-sizing and sidecars cost, or save, in a sentence; nothing where there are no prices."""
    ways = {each.name: each for each in found.ways if each.name in (BY_DEFAULT, SIZED)}
    net = {RIGHT_SIZED: found.right_sized.net} | {name: each.net for name, each in ways.items()}
    said = [f"{name} {in_full(each[MONEY], signed=True)}" for name, each in net.items() if MONEY in each]
    how = "the first against today, the others against it; by the prices given, and the model; who acts"
    return [f"A month in money: {'; '.join(said)}. [{how}: {BOTH}]"] if said else []

"""The six lines: what there is, sidecars, right-sizing, services, the share that must go, what to measure first.

What can't be defended isn't said: a plain sentence stands there, and the command that would measure it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course_lib.assessment.commands import READINGS
from course_lib.assessment.result import NO, YES, Candidate, Line, Measure, MustGo, Way
from course_lib.digits import in_full, without_unit
from course_lib.estimate import Estimate
from course_lib.mesh.alternatives import BY_DEFAULT, CLIENT_SIDE, SIZED
from course_lib.plural import counted, in_a_row, percent

RANGES = (
    "In brackets behind a figure: the middle 90% of the draws over all presets, given the ranges of the inputs, which"
    " the page lists with their sources."
)
ACTS = (
    "Who acts: owners of services set requests and replicas, owners of the cluster drain nodes and give them back."
    " Until they do, nothing is saved (−); what is added (+) comes by itself."
)
BY_MODEL = "by the model"
SERVICES, BOTH = "owners of services", "owners of services and of the cluster"
UNMEASURED = "Use was not measured"
NOWHERE = "No node takes the largest pod, as it would be right-sized."
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
    default, sized = map(_reserved, both)
    text = (
        f"Sidecars ({told.install}) reserve {default} as installed, {sized} right-sized and scoped, control plane"
        f" included, in those of {counted(told.pods, 'pod')} that balancing leaves"
    )
    source = f"as installed by the chart, the rest {BY_MODEL}"
    if not told.measured:
        return Line(f"{text}. {UNMEASURED}, so what balancing frees can't be told.", source, command=READINGS)
    (net, more), (sized_net, sized_more) = (
        [in_full(each, signed=True) for each in (way.net["nodes"], way.from_today["nodes"])] for way in both
    )
    nodes = (
        f"With what balancing frees, against right-sizing alone: {net} as installed, {sized_net} right-sized; against"
        f" today: {more} and {sized_more}."
    )
    return Line(f"{text}. {nodes}", source, BOTH)


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
    text += f" pods; {counted(guesses, 'protocol')} only guessed from a port's name" if guesses else " pods"
    if not told.measured:
        return Line(f"{text}; whether any is uneven wasn't measured.", told.share.source, command=READINGS)
    first = f", first {hot[0].service}: {_hot(hot[0])}" if hot else ""
    text += f". {len(hot)} of them {'is' if len(hot) == 1 else 'are'} uneven now{first}"
    return Line(f"{text}.{_by_clients(told.ways[CLIENT_SIDE])}", f"{told.share.source}; nodes {BY_MODEL}", BOTH)


def _by_clients(one: Way) -> str:
    if not one.net:
        return ""
    said = in_full(one.net["nodes"], signed=True)
    return f" If callers of gRPC balance by themselves, without a mesh, against right-sizing alone: {said}."


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


def _reserved(one: Way) -> str:
    return f"{in_full(one.total['proxies_cpu'])} and {in_full(one.total['proxies_memory'])}"

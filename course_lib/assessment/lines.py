"""The six lines: what there is, sidecars, right-sizing, services, the share that must go, what to measure first.

What can't be defended isn't said: a plain sentence stands there, and the command that would measure it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course_lib.assessment.commands import READINGS
from course_lib.assessment.result import NO, YES, Candidate, Line, Measure, MustGo, Way
from course_lib.estimate import Estimate
from course_lib.mesh.alternatives import BY_DEFAULT, CLIENT_SIDE, SIZED
from course_lib.plural import counted, in_a_row, in_unit, number, percent

GIVEN = "middle 90% of the draws over all presets, given these ranges"
OWNERS, CLUSTER = "owners of the services", "owners of the cluster"
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


def _sidecars(told: Told) -> Line:
    default, sized = (told.ways[name] for name in (BY_DEFAULT, SIZED))
    if not (default.net and sized.net):
        return Line(_impossible([default, sized]), "the model of chapter 09")
    text = (
        f"Sidecars in {counted(told.pods, 'pod')} reserve {_reserved(default)} as installed ({told.install}),"
        f" {_reserved(sized)} right-sized and scoped"
    )
    source = f"as installed by the chart, right-sized by what a proxy uses a request; {GIVEN}"
    if not told.measured:
        return Line(f"{text}. {UNMEASURED}, so what balancing frees can't be told.", source, command=READINGS)
    net, change = (
        " and ".join(map(_signed, each)) for each in zip(*(_nodes(each) for each in (default, sized)), strict=True)
    )
    text = f"{text}, control plane included; with what balancing frees, {net} against right-sizing alone"
    return Line(" ".join([f"{text} ({change} against today).", *default.notes]), source, _both())


def _nodes(one: Way) -> tuple[Estimate, Estimate]:
    return one.net["nodes"], one.from_today["nodes"]


def _right_sizing(told: Told) -> Line:
    if not told.measured:
        return Line(f"{UNMEASURED}, so what right-sizing alone would save can't be told.", "", command=READINGS)
    net = told.right_sized.net
    if not net:
        return Line(_impossible([told.right_sized]), "the model of chapter 09")
    said = in_a_row([_signed(net[name]) for name in ("cpu_reserved", "memory_reserved", "nodes")])
    who = counted(told.over, "workload")
    why = (
        f": the busiest pods of {who} use more than they request" if told.over and net["cpu_reserved"].best > 0 else ""
    )
    source = f"requests against use, of the busiest pod and with a margin; {GIVEN}"
    return Line(f"Right-sizing alone, without any mesh: {said}{why}.", source, _both())


def _services(told: Told) -> Line:
    own, hot = told.candidates, [each for each in told.candidates if each.is_hot]
    if not own:
        why = "none has several pods behind a port that speaks HTTP or gRPC, as far as files tell"
        return Line(f"A balancer could help no service: {why}.", told.share.source)
    guesses = sum(each.protocol_is_guess for each in own)
    text = f"A balancer could help {len(own)} of {counted(told.services, 'service')}, {percent(told.share.best)} of the"
    text += f" pods ({counted(guesses, 'protocol')} only guessed from a port's name)" if guesses else " pods"
    if not told.measured:
        return Line(f"{text}; whether any is uneven wasn't measured.", told.share.source, command=READINGS)
    first = f", first {hot[0].service}: {_hot(hot[0])}" if hot else ""
    text += f"; {len(hot)} of them {'is' if len(hot) == 1 else 'are'} uneven now{first}"
    return Line(f"{text}.{_by_clients(told.ways[CLIENT_SIDE])}", told.share.source, _both())


def _by_clients(one: Way) -> str:
    if not one.net:
        return ""
    return f" If callers of gRPC balance by themselves, without a mesh: {_signed(one.net['nodes'])}."


def _hot(one: Candidate) -> str:
    ratio = one.busiest_over_mean
    return f"one pod at {number(ratio.best)} times the mean, {ratio.source}" if ratio else ""


def _must_go(told: Told) -> Line:
    goes = told.goes
    if not told.measured:
        return Line(f"{UNMEASURED}, so which share must go for sidecars to pay can't be told.", "", command=READINGS)
    if goes.by_default is None or goes.sized is None or goes.balancing is None:
        return Line("Nothing that balancing could let go, so no sidecar is ever paid for.", goes.share.source)
    gone = f", {_share(goes.pods_go)} of the pods, the rest in requests" if goes.pods_go else ""
    text = (
        f"Until sidecars are paid for, {_share(goes.by_default)} of those services' {goes.resource} must go as"
        f" installed: {_can(goes.can_by_default)}; {_share(goes.sized)} right-sized: {_can(goes.can)}. Balancing frees"
        f" {_share(goes.balancing)}{gone}; minReplicas, budgets and a pod to spare let"
        f" {percent(goes.floors)} of the pods go."
    )
    return Line(text, f"closed form o/((p+o)·f) beside the whole model; {GIVEN}", f"{OWNERS}: replicas and requests")


def _can(word: str) -> str:
    return CAN.get(word, word)


def _both() -> str:
    return f"{OWNERS}: requests and replicas; {CLUSTER}: nodes drained and given back"


def _impossible(ways: Sequence[Way]) -> str:
    said = list(dict.fromkeys(note for each in ways for note in each.notes))
    return f"Of nodes nothing can be told. {' '.join(said) or NOWHERE}"


def _reserved(one: Way) -> str:
    return f"{_plain(one.total['proxies_cpu'])} and {_plain(one.total['proxies_memory'])}"


def _plain(one: Estimate) -> str:
    return in_unit(_two(one.best), one.unit) + _ends(one)


def _signed(one: Estimate) -> str:
    sign = "+" if one.best > 0 else "−" if one.best < 0 else ""
    return sign + in_unit(_two(abs(one.best)), one.unit) + _ends(one)


def _share(one: Estimate) -> str:
    low, best, high = (percent(each) if each >= 0 else f"−{percent(-each)}" for each in (one.low, one.best, one.high))
    return best if low == high else f"{best} ({low} to {high})"


def _ends(one: Estimate) -> str:
    low, high = _two(one.low), _two(one.high)
    return "" if low == high else f" ({low} to {high})"


def _two(amount: float) -> str:
    """Return an amount with the two digits that a model carries, or whole from ten on."""
    return number(float(f"{amount:.2g}") if abs(amount) < 100 else float(f"{amount:.3g}")).replace("-", "−")

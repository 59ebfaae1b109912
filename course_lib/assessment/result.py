"""An assessment as plain data: all that a page, a table or six lines in a terminal say of a cluster and a mesh.

Vocabulary: a `way` ("sidecar by default") is one alternative, or what is there today; a `candidate` a service whose
balance could matter; what is `known` of an input is measured, read from objects, or assumed. Names stand here as the
files have them: who shows them makes them harmless.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from course_lib.estimate import Estimate

MEASURED, READ, ASSUMED = KINDS = ("measured", "read from objects", "assumed")
YES, NO, UNSURE = ("yes", "no", "can't tell yet")


@dataclass(frozen=True)
class Way:
    """One way to go on, or what is there today.

    Attributes
    ----------
    name : str
        "today", "right-sized", or one of `mesh.ALTERNATIVES` without "none".
    total : mapping of str to Estimate
        What it takes, by output: one of `mesh.OUTPUTS`, or "money" where prices were given. Today's pods, nodes and
        reservations are counted, its use is measured; the rest follows. Empty where nothing can be said.
    net : mapping of str to Estimate
        What it adds to the baseline, which is the right-sized cluster; below zero it saves. Of the baseline itself:
        what right-sizing adds to today, less a mesh that is there. Empty for today.
    from_today : mapping of str to Estimate
        What it adds to today, less a mesh that is there: right-sizing and the mesh together.
    by_preset : mapping of str to mapping of str to Estimate
        The net under each preset's assumptions, by the preset's name.
    pays : Estimate or None
        The share of draws in which it saves nodes, given these ranges.
    features, notes : tuple of str
        What it brings, of `mesh.FEATURES`; what has to be said besides.
    """

    name: str
    total: Mapping[str, Estimate]
    net: Mapping[str, Estimate] = field(default_factory=dict)
    from_today: Mapping[str, Estimate] = field(default_factory=dict)
    by_preset: Mapping[str, Mapping[str, Estimate]] = field(default_factory=dict)
    pays: Estimate | None = None
    features: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preset:
    """What kubectl doesn't tell of services, assumed.

    Attributes
    ----------
    name : str
        "one worker a pod".
    workers : int
        Requests that one pod works on at once.
    objective : float
        What p99 has to stay below, in times the mean work of a request.
    why : str
        Where it is like that.
    """

    name: str
    workers: int
    objective: float
    why: str


@dataclass(frozen=True)
class Candidate:
    """A service whose balance could matter.

    Attributes
    ----------
    service, workload : str
        "shop/web"; "Deployment shop/web".
    pods : int
        Behind it.
    floor : int
        Replicas that stay, by minReplicas or a disruption budget; 0 where nobody says.
    protocol : str
        "gRPC (a guess from the port's name, grpc)".
    protocol_is_guess : bool
        Whether only a name says so.
    workers : tuple of int
        Those that the presets assume.
    busiest_over_mean : Estimate or None
        CPU of the busiest pod over the mean; None where it wasn't measured.
    evenness : str
        One of the words of `survey.uneven` ("the same pod"), or "not measured".
    is_hot, carries_many : bool
        Whether the same pod is much busier each time; whether a connection carries many requests.
    """

    service: str
    workload: str
    pods: int
    floor: int
    protocol: str
    protocol_is_guess: bool
    workers: tuple[int, ...]
    busiest_over_mean: Estimate | None
    evenness: str
    is_hot: bool
    carries_many: bool


@dataclass(frozen=True)
class MustGo:
    """Which share of what pods behind candidates reserve has to go until sidecars are paid for, and whether it can.

    A share of the pods, or as much of their requests: a request that is sized for the busiest pod falls once load is
    even, though no pod goes.

    Attributes
    ----------
    resource : str
        "CPU" or "memory": whichever is full first.
    share : Estimate
        Of all pods that would get a sidecar, those behind candidates.
    by_default, sized : Estimate or None
        The share that has to go, with sidecars as installed and right-sized; above 1 it can't. None: no candidate.
    balancing, pods_go : Estimate or None
        The share that balancing frees by the model, in pods and requests together; and of the pods themselves.
    floors : float
        The share of the pods that may go at most, by minReplicas, disruption budgets, and two that stay in any case.
    can_by_default, can : str
        "yes", "no" or "can't tell yet", as installed and right-sized.
    """

    resource: str
    share: Estimate
    by_default: Estimate | None = None
    sized: Estimate | None = None
    balancing: Estimate | None = None
    pods_go: Estimate | None = None
    floors: float = 0.0
    can_by_default: str = NO
    can: str = NO


@dataclass(frozen=True)
class Known:
    """One input, and how well it is known.

    Attributes
    ----------
    name, title, kind : str
        As `mesh.inputs` calls it; as a reader says it; one of `KINDS`.
    value : Estimate
        In its own unit.
    command : str
        What would measure it, if anything of the cluster tells.
    flip, now : Estimate or None
        Where the advice turns, all others at their best, and what it is now, as somebody measures it; None: nowhere.
    flip_says : str
        "the mesh doesn't pay below 2.4 times; above, it pays"; or why there is none.
    """

    name: str
    title: str
    value: Estimate
    kind: str
    command: str = ""
    flip: Estimate | None = None
    flip_says: str = ""
    now: Estimate | None = None


@dataclass(frozen=True)
class Measure:
    """The one thing to measure first.

    Attributes
    ----------
    what, why, command : str
        In words, what it would change, and how.
    """

    what: str
    why: str
    command: str


@dataclass(frozen=True)
class Plan:
    """Who acts, and how to try it small.

    Attributes
    ----------
    who : tuple of str
        Who has to do what until something is saved.
    pilot, metric, stop : str
        Where to try it, what to look at before and after, and when to stop.
    """

    who: tuple[str, ...]
    pilot: str
    metric: str
    stop: str


@dataclass(frozen=True)
class Line:
    """A line of the summary.

    Attributes
    ----------
    text : str
        What it says, with ranges.
    source : str
        Where its figures come from.
    actor : str
        Who has to act for what it says to be saved; empty where it saves nothing.
    command : str
        What would make it defensible where it isn't yet; else empty.
    """

    text: str
    source: str
    actor: str = ""
    command: str = ""


@dataclass(frozen=True)
class Made:
    """How an assessment came about.

    Attributes
    ----------
    version, date, command, digest : str
        Of the course, of today; what was typed; SHA-256 of the input. Empty: nobody says.
    synthetic : bool
        Whether the cluster is made up.
    """

    version: str = ""
    date: str = ""
    command: str = ""
    digest: str = ""
    synthetic: bool = False


@dataclass(frozen=True)
class Assessment:
    """What a mesh would add or save in one cluster: the resource part only.

    Attributes
    ----------
    today, right_sized : Way
        What is there, and the baseline: no mesh, requests set to what is used.
    ways, presets : tuple of Way, tuple of Preset
        The alternatives, in the order of `mesh.ALTERNATIVES`; what was assumed, all of which counts in every range.
    candidates, candidates_share : tuple of Candidate, Estimate
        The most uneven first, then the largest; their share of all pods.
    must_go, plan, measure_first : MustGo, Plan, Measure
        What has to go, and whether it can; who acts, pilot, metric, stop rule; the one thing to measure first.
    inputs : tuple of Known
        What the figures rest on, the one that moves them furthest first.
    lines : tuple of Line
        The summary: six.
    best : str
        The mesh that adds least on average, which inputs, flips and steps are about: one of the ways' names.
    steps : mapping of str to mapping of str to Estimate
        What each act changes on the way from today to the best mesh, by act (as in `mesh.WHO`; first of all "the
        proxies are installed") and output; a range over the presets.
    mesh_there, region : str, Known
        The mesh that was taken out for the baseline, if any; where electricity is from, with its g/kWh.
    not_counted, remarks : tuple of str
        What is left out, on purpose; what to know about the files, in counts.
    missing, made : tuple of str, Made
        What isn't there and would have made it better: with any, the exit code is 1; how it came about.
    today_drawn : mapping of str to tuple of float
        By output, as far as today's is drawn: draws that an earlier report, or a later one, has of the same inputs.
    """

    today: Way
    right_sized: Way
    ways: tuple[Way, ...]
    presets: tuple[Preset, ...]
    candidates: tuple[Candidate, ...]
    candidates_share: Estimate
    must_go: MustGo
    plan: Plan
    inputs: tuple[Known, ...]
    measure_first: Measure
    lines: tuple[Line, ...]
    mesh_there: str
    region: Known
    not_counted: tuple[str, ...]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]
    made: Made = field(default_factory=Made)
    best: str = ""
    steps: Mapping[str, Mapping[str, Estimate]] = field(default_factory=dict)
    today_drawn: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

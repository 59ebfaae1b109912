"""Chapter 04's explorers: fifty requests, the theatre, curves, scaling out, pools, and one's own services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from course_lib.chapters.ch04_connections.pictures.connections import (
    CurvePicture,
    PoolPicture,
    ReplayPicture,
    ScalingPicture,
)
from course_lib.chapters.ch04_connections.study import (
    CLOSED_S,
    COUNTS,
    MOST_CONNECTIONS,
    PODS,
    POOL_REQUESTS,
    REPLAYS,
    REQUESTS,
    CurveStudy,
    PoolStudy,
    ReplayStudy,
    curve_study,
    pool_study,
    replay_study,
)
from course_lib.chapters.ch04_connections.study.protocol_scenes import (
    PROXY,
    WAYS,
    connections_opened,
    loads,
    over_mean,
    protocol_scenes,
)
from course_lib.chapters.ch04_connections.study.scaling_out import (
    AGES_S,
    AT_ANY_TIME,
    MIDDLES_S,
    NEW,
    OLD,
    OPENED,
    ScalingStudy,
    scaling_study,
)
from course_lib.chapters.ch04_connections.study.scaling_out import WAYS as SCALING_WAYS
from course_lib.connections import PROTOCOLS, Service, even_chance, worst_first
from course_lib.connections.pools import NEWEST, REUSE
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Card, Table
from course_lib.framework.theatre import Theatre
from course_lib.plural import counted
from course_lib.report.services import shown
from course_lib.simulation.scene import Scene

CHAPTER = "connections"
NEAR = 0.5  # requests: a guess no further off is called near


def describe_replays(study: ReplayStudy) -> Description:
    """Say what the busiest pod gets in this replay, on average so far, and over all chances."""
    over = f"{REQUESTS} requests over {counted(study.connections, 'connection')} to ten pods"
    header = ("requests on the busiest pod", "replays so far", "exact chance")
    title = "How often the busiest pod gets how many"
    if not study.drawn:
        return Description(f"{over}: five each, if it were even. Nothing is drawn yet.", Table(title, header, NOTHING))
    words = (
        f"{over}. In this replay the pods get {', '.join(map(str, study.loads.tolist()))}: the busiest"
        f" {study.busiest[-1]}. On average over {counted(study.drawn, 'replay')} the busiest gets"
        f" {study.mean_busiest:.2f}; over all chances, exactly {study.exact.mean:.3f}."
    )
    rows = tuple(
        (f"{load:g}", str((study.busiest == load).sum()), f"{chance:.1%}")
        for load, chance in zip(study.exact.load, study.exact.chance, strict=True)
        if chance >= SHOWN or (study.busiest == load).any()
    )
    return Description(words, Table(title, header, rows))


NOTHING = (("", "none yet", ""),)
SHOWN = 0.0005


def veil_replays(study: ReplayStudy) -> ReplayStudy:
    """Leave nothing drawn."""
    return replace(study, drawn=0, busiest=study.busiest[:0])


def reveal_replays(guess: float | None) -> str:
    """Set the learner's guess beside what the busiest pod gets."""
    study = replay_study(REQUESTS, REPLAYS)
    own = "" if guess is None else f"You predicted {guess:g}: {judged(guess, study.exact.mean)}. "
    return (
        f"{own}Over {REPLAYS:,} replays the busiest pod gets {study.mean_busiest:.1f} on average (exactly"
        f" {study.exact.mean:.3f}). Five on each is one of the rarest things to happen: its chance is one in"
        f" {1 / even_chance(PODS, REQUESTS) / 1e6:.0f} million. The sliders are yours now: draw more replays, then take"
        " connections away until one is left."
    )


def judged(guess: float, right: float) -> str:
    """Say how near a guess is, or what it would be right for."""
    if abs(guess - right) <= NEAR:
        return "very near"
    meant = {
        REQUESTS / PODS: "so it would be if chance were even, and it hardly ever is",
        float(REQUESTS): "so it is when one connection carries all fifty; here each has its own",
        REQUESTS / 2: "so much would need a connection that carries many",
    }
    return meant.get(guess, f"{abs(guess - right):.1f} too {'many' if guess > right else 'few'}")


replays = Explorer(
    name="replays",
    chapter=CHAPTER,
    compute=replay_study,
    picture=ReplayPicture,
    describe=describe_replays,
    controls=(
        Slider("connections", "Connections that carry the 50 requests", 1, REQUESTS, 1, REQUESTS),
        Slider("drawn", "Replays drawn", 1, REPLAYS, 1, 1),
    ),
    prediction=Prediction(
        "Fifty requests come over HTTP/1.0, so each opens a connection of its own. For each connection kube-proxy draws"
        " one of ten pods, all with the same chance. How many requests does the pod get that has the most, on average"
        " over many replays?",
        low=5,
        high=50,
        step=0.5,
        unit="requests",
        reveal=reveal_replays,
        veil=veil_replays,
    ),
)


CHOSEN = {
    "random": "one draw for each",
    "round_robin": "in turns, by one proxy",
    "client_round_robin": "in turns, by each client for itself",
}


def describe_scenes(scenes: Sequence[Scene]) -> Description:
    """Say over how many connections the requests came, and what the pods got on either side."""
    words = f"{len(scenes[0].trace)} requests: {'; '.join(map(outcome_of, scenes))}."
    rows = tuple(
        (str(pod), *(str(load) for load in each))
        for pod, each in enumerate(zip(*(loads(scene).tolist() for scene in scenes), strict=True))
    )
    return Description(words, Table("Requests that each pod got", ("pod", *(scene.title for scene in scenes)), rows))


def outcome_of(scene: Scene) -> str:
    """Say what came of a scene, as a part of a sentence."""
    got = loads(scene)
    return (
        f"where {scene.title} ({CHOSEN[scene.run.balancer]}), over {counted(connections_opened(scene), 'connection')},"
        f" {counted(int((got > 0).sum()), 'pod')} of {PODS} got any,"
        f" and the busiest {got.max()} ({over_mean(scene):.1f} times the mean); the mean latency is"
        f" {scene.run.mean_s:.1f} s"
    )


theatre = Theatre(
    name="theatre",
    chapter=CHAPTER,
    compute=protocol_scenes,
    describe=describe_scenes,
    controls=(
        Choice("protocol", "Protocol", tuple(PROTOCOLS), "HTTP/2"),
        Slider("clients", "Clients", 1, 20, 1, 1),
        Choice("way", "Requests are balanced by", WAYS, PROXY),
    ),
)


def describe_curve(study: CurveStudy) -> Description:
    """Say how many pods get any, and how the busiest fares where connections are drawn, dealt, or not balanced."""
    words = (
        f"{counted(study.connections, 'connection')} with the same load on each, {counted(study.pods, 'pod')}. Drawn at"
        f" random, they reach {study.busy_here * study.pods:.2f} pods ({study.busy_here:.0%}) on average, and the"
        f" busiest pod gets {study.over_mean_here:.2f} times the mean. Dealt on one node to the pod with the fewest, it"
        f" gets {study.dealt_here:.2f} times the mean."
    )
    rows = tuple(
        (str(count), f"{busy * study.pods:.3f}", f"{drawn:.3f}", f"{dealt:.3f}")
        for count, busy, drawn, dealt in zip(COUNTS, study.busy, study.over_mean, study.dealt, strict=True)
    )
    header = ("connections", "pods that get any", "busiest over mean, drawn", "busiest over mean, dealt")
    return Description(words, Table("How even connections are", header, rows))


curve = Explorer(
    name="curve",
    chapter=CHAPTER,
    compute=curve_study,
    picture=CurvePicture,
    describe=describe_curve,
    controls=(
        Slider("pods", "Pods", 2, 50, 1, 10),
        Slider("count", "Connections", 1, MOST_CONNECTIONS, 1, 4),
    ),
)


def describe_scaling(study: ScalingStudy) -> Description:
    """Say what the new pods get, and when."""
    limit = "no age limit" if AGES_S[study.age] is None else f"an age limit of {study.age}"
    when = (
        "The new pods never get anything"
        if study.half_s is None
        else f"On average the new pods have half of their share after {study.half_s / 60:.1f} minutes"
    )
    words = (
        f"{OLD} pods are joined by {NEW}; {counted(study.connections, 'connection')}, opened {study.opened}, with"
        f" {limit}. {when}. In the last minute of this run the new pods get {study.on_new[-3:].mean():.0%} of the"
        f" requests, and the busiest pod {study.over_mean:.2f} times the mean. Where requests are balanced, by"
        f" {study.way}, the new pods get {study.by_request[3]:.0%} in their first 20 seconds and"
        f" {study.by_request[-3:].mean():.0%} in the last minute, and the busiest gets"
        f" {study.over_mean_by_request:.2f} times the mean."
    )
    rows = tuple(
        (f"{since / 60:.1f}", f"{new:.0%}", f"{mean:.0%}", f"{even:.0%}")
        for since, new, mean, even in zip(
            MIDDLES_S[::2], study.on_new[::2], study.expected[::2], study.by_request[::2], strict=True
        )
    )
    header = ("minutes since they joined", "connections, this time", "connections, on average", "requests balanced")
    return Description(words, Table("Share of the requests that new pods get", header, rows))


scaling = Explorer(
    name="scaling",
    chapter=CHAPTER,
    compute=scaling_study,
    picture=ScalingPicture,
    describe=describe_scaling,
    controls=(
        Choice("age", "Age limit of a connection", tuple(AGES_S), "no limit"),
        Slider("count", "Connections", 5, 100, 1, 20),
        Choice("opened", "The connections were opened", OPENED, AT_ANY_TIME),
        Choice("way", "Requests are balanced by", SCALING_WAYS, PROXY),
        Slider("replay", "Replay", 1, 20, 1, 1),
    ),
)


def describe_pool(study: PoolStudy) -> Description:
    """Say how many connections there were, and how unevenly they were used."""
    words = (
        f"{POOL_REQUESTS:,} requests from {counted(study.clients, 'client')} over HTTP/1.1; of its idle connections a"
        f" client takes the {study.reuse}, and closes idle ones: {study.closed}. Nothing waits at the pods."
        f" {counted(len(study.carried), 'connection')} opened in all; half of the requests went over"
        f" {study.half_on} of them. The busiest pod got {study.loads.max()}, {study.over_mean:.2f} times the mean."
    )
    rows = tuple((str(pod), str(load)) for pod, load in enumerate(study.loads.tolist()))
    return Description(words, Table("Requests that each pod got", ("pod", "requests"), rows))


pools = Explorer(
    name="pools",
    chapter=CHAPTER,
    compute=pool_study,
    picture=PoolPicture,
    describe=describe_pool,
    controls=(
        Choice("reuse", "Of idle connections a client takes the", REUSE, NEWEST),
        Slider("clients", "Clients", 1, 20, 1, 3),
        Choice("closed", "Idle connections are closed", tuple(CLOSED_S), "never"),
    ),
)
EXPLORERS = (replays, curve, scaling, pools)
THEATRES = (theatre,)

EXAMPLE = (
    Service("checkout (gRPC, 4 callers)", pods=10, connections=4),
    Service("search (HTTP/1.1, pools)", pods=10, connections=400),
    Service("payments (gRPC through a mesh)", pods=10, connections=4, balanced="requests"),
)


def services(mine: Sequence[Service] = EXAMPLE) -> Card:
    """Show which of some services sends many requests to few pods, the worst first."""
    return shown(worst_first(list(mine)))

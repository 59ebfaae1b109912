"""Requests on their way through one protocol or another."""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.chapters.ch04_connections.setting import CHAPTER, PODS
from course_lib.chapters.ch04_connections.study.theatre import (
    PROXY,
    WAYS,
    connections_opened,
    loads,
    over_mean,
    protocol_scenes,
)
from course_lib.connections import PROTOCOLS
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.theatre.theatre import Theatre
from course_lib.plural import counted
from course_lib.simulation.scene import Scene

CHOSEN = {
    "random": "one draw for each",
    "round_robin": "in turn, by one proxy",
    "client_round_robin": "in turn, by each client for itself",
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

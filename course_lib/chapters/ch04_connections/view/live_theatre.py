"""Real requests in the theatre: over one connection, through a proxy of connections beside one of requests."""

from __future__ import annotations

from functools import partial

from course_lib import require
from course_lib.chapters.ch04_connections.setting import CHAPTER, PODS
from course_lib.chapters.ch04_connections.study.live_theatre import THROUGH, TITLES, requests_over, simulated
from course_lib.chapters.ch04_connections.view.theatre import describe_scenes
from course_lib.framework.theatre.measured import MeasuredScenes
from course_lib.framework.theatre.theatre import Theatre
from course_lib.live import Lab
from course_lib.live.cell import announced, kindly
from course_lib.live.scenes import scene_of
from course_lib.simulation.scene import Scene
from course_lib.traffic import Trace

NAME, MOST_CONNECTIONS = "live_theatre", 50


@kindly
def live_theatre(connections: int = 1) -> MeasuredScenes:
    """Send 120 requests to real pods, through a proxy of connections and through one of requests, and play both."""
    few = require.whole("connections", connections, at_least=1) <= MOST_CONNECTIONS
    require.that(few, "connections", connections, f"be at most {MOST_CONNECTIONS}")
    trace = requests_over(connections)
    twins = simulated(trace)
    both = tuple(_played(layer, trace, twin.end_s) for layer, twin in zip(TITLES, twins, strict=True))
    saved = partial(tuple, twins)
    in_simulator = Theatre(name=NAME, chapter=CHAPTER, compute=saved, describe=describe_scenes, controls=())
    return MeasuredScenes(in_simulator, both)


def _played(layer: str, trace: Trace, end_s: float) -> Scene:
    follows = f"{len(trace)} requests, for about {end_s:.0f} s: {TITLES[layer]}"
    with announced(Lab(PODS, layer), follows) as lab:
        run = lab.replay(trace)
    return scene_of(run, trace, TITLES[layer], through=THROUGH, pinned=layer == "connections")

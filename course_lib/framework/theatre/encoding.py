"""Scenes for the browser: a few words about each, and all its numbers in one run of bytes.

Vocabulary: a `column` (arrival_s) is one number an attempt; a scene's bytes are its columns one after the other, in
the order of `FLOATS` and then `WHOLES`, little-endian, filled up to whole eights. The browser's half is `trace.js`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from numpy.typing import NDArray

from course_lib.simulation.scene import Scene

FLOATS = ("arrival_s", "begin_s", "leave_s", "finish_s", "client")
WHOLES = ("request", "attempt", "pod", "outcome", "worker", "connection", "proxy")
EIGHT = 8


def header(scene: Scene) -> dict[str, Any]:
    """Return what a scene is: its title, its pods, and how many attempts follow in the bytes."""
    pods = scene.there
    crashes = [[pod, from_s, None if math.isinf(until_s) else until_s] for pod, from_s, until_s in pods.crashes]
    return {
        "title": scene.title,
        "attempts": len(scene.run),
        "end_s": scene.end_s,
        "speed": list(pods.speed),
        "workers": pods.workers,
        "join_s": list(pods.join_s or (0.0,) * len(pods)),
        "crashes": crashes,
        "proxies": scene.proxies,
        "clients": scene.clients or 0,
        "through": scene.through,
        "connections": scene.connections,
        "pinned": scene.connection is None and scene.connections > 0,
        "service_s": float(scene.trace.service_s.mean()),
    }


def columns(scene: Scene) -> dict[str, NDArray[Any]]:
    """Return the numbers of a scene, one entry an attempt."""
    run, way = scene.run, scene.stay
    return {
        "arrival_s": run.arrival_s, "begin_s": way.begin_s, "leave_s": way.leave_s, "finish_s": run.finish_s,
        "request": run.request, "attempt": run.attempt, "pod": run.pod, "outcome": run.outcome,
        "worker": way.worker, "connection": scene.connection_of, "proxy": scene.proxy_of,
        "client": scene.trace.client[run.request],
    }  # fmt: skip


def encode(scenes: Sequence[Scene]) -> bytes:
    """Return the numbers of all scenes as bytes."""
    return b"".join(_encode_columns(columns(scene)) for scene in scenes)


def _encode_columns(numbers: dict[str, NDArray[Any]]) -> bytes:
    parts = [numbers[name].astype("<f8") for name in FLOATS] + [numbers[name].astype("<i4") for name in WHOLES]
    raw = b"".join(part.tobytes() for part in parts)
    return raw + bytes(-len(raw) % EIGHT)

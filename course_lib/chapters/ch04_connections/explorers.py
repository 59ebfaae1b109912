"""Chapter 04's explorers: fifty requests, theatres, curves, scaling out, real pods, pools, one's own services."""

from __future__ import annotations

from course_lib.chapters.ch04_connections.view.curve import curve
from course_lib.chapters.ch04_connections.view.live import live
from course_lib.chapters.ch04_connections.view.live_theatre import live_theatre
from course_lib.chapters.ch04_connections.view.pools import pools
from course_lib.chapters.ch04_connections.view.replays import replays
from course_lib.chapters.ch04_connections.view.scaling import scaling
from course_lib.chapters.ch04_connections.view.theatre import theatre
from course_lib.report.services import services

EXPLORERS = (replays, curve, scaling, pools)
THEATRES = (theatre,)
CARDS = (services,)
LIVE = (live, live_theatre)

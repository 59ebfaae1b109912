"""What chapter 04's sliders ask: replays of fifty requests, curves, scaling out, pools, and the theatre's scenes."""

from course_lib.chapters.ch04_connections.setting import PODS
from course_lib.chapters.ch04_connections.study.curve import COUNTS, MOST_CONNECTIONS, CurveStudy, curve_study, evenness
from course_lib.chapters.ch04_connections.study.pools import CLOSED_S, POOL_REQUESTS, PoolStudy, pool_study
from course_lib.chapters.ch04_connections.study.replays import REPLAYS, REQUESTS, ReplayStudy, replay_study, replays

__all__ = [
    "CLOSED_S",
    "COUNTS",
    "MOST_CONNECTIONS",
    "PODS",
    "POOL_REQUESTS",
    "REPLAYS",
    "REQUESTS",
    "CurveStudy",
    "PoolStudy",
    "ReplayStudy",
    "curve_study",
    "evenness",
    "pool_study",
    "replay_study",
    "replays",
]

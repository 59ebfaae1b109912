"""Moments and lengths of time as Kubernetes writes them.

Vocabulary: a `duration` ("1m0.052s") is Go's way to write a length of time.
"""

from __future__ import annotations

import datetime
import re
import reprlib

SIZES_S = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ns": 1e-9}
STEP = re.compile(r"([0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})(h|ms|m|s|us|µs|μs|ns)")
DURATION = re.compile(f"({STEP.pattern}){{1,9}}")


def duration_s(text: object) -> float:
    """Return a length of time in seconds.

    Raises
    ------
    ValueError
        If it's none.

    Examples
    --------
    >>> duration_s("15.067s"), duration_s("1m0.052s"), duration_s("0s"), duration_s("1h2m")
    (15.067, 60.052, 0.0, 3720.0)
    """
    if text == "0":
        return 0.0
    if not (isinstance(text, str) and DURATION.fullmatch(text)):
        raise ValueError(f"must be a length of time such as 15.067s or 1m0.052s, got {reprlib.repr(text)}")
    return sum(float(amount) * SIZES_S[unit] for amount, unit in STEP.findall(text))


def moment_s(text: object) -> float:
    """Return a moment in seconds since 1970.

    Raises
    ------
    ValueError
        If it's none.

    Examples
    --------
    >>> moment_s("1970-01-01T00:01:00Z")
    60.0
    """
    try:
        moment = datetime.datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError(f"must be a moment such as 2026-11-29T09:59:47Z, got {reprlib.repr(text)}")
    return moment.timestamp()

"""Files as nobody wrote them: an export with changes inside it, or its text cut and mixed with something else."""

from __future__ import annotations

import copy
import random

from hypothesis import strategies as st

NASTY = st.sampled_from(
    [None, True, -1, 10**400, 1e300, "", "x" * 5000, "\ud800\n\u202e" * 400, ["y" * 999] * 99, {"z\n" * 99: [{}] * 99}]
)


def mutate(draw: random.Random, value: object, nasty: object) -> object:
    """Return the value with one change somewhere inside it."""
    if not (isinstance(value, (dict, list)) and value) or draw.random() < 0.08:
        return nasty
    value = copy.copy(value)
    key = draw.choice(list(value) if isinstance(value, dict) else range(len(value)))  # type: ignore[arg-type]
    way = draw.random()
    if way < 0.06:
        del value[key]
    elif way < 0.12 and isinstance(value, dict):
        value["key\n" * 999] = value.pop(key)
    elif way < 0.18 and isinstance(value, list):
        value.insert(key, nasty)
    else:
        value[key] = mutate(draw, value[key], nasty)
    return value


def garble(draw: random.Random, text: str) -> str:
    """Return the text cut, or with something else in it."""
    at = draw.randrange(len(text))
    inside = draw.choice(["", "\0", "\n", '"', "{", "Warning: x\n", "Error from server: y\n", "x" * 9999, "[" * 5000])
    return text[:at] + inside + text[at + draw.choice([0, 1, 99, len(text)]) :]

"""Changes in words: with their sign, and none where there is none."""

from __future__ import annotations

import math

NOTHING = 0.005


def change(share: float) -> str:
    """Return a change as a percentage with its sign.

    >>> change(0.018), change(-0.353), change(0.0), change(-0.001), change(2.63)
    ('+2%', '−35%', '±0%', '±0%', '+263%')
    """
    whole = round(100 * share)
    return f"{sign(whole)}{abs(whole)}%"


def sign(amount: float) -> str:
    """Return the sign of an amount: ± where it's nothing.

    >>> sign(3), sign(-3), sign(0)
    ('+', '−', '±')
    """
    if math.isclose(amount, 0, abs_tol=1e-9):
        return "±"
    return "+" if amount > 0 else "−"


def by(added: float, one: str, more: str = "") -> str:
    """Return by how much something changes, with its noun.

    >>> by(-12.0, "node"), by(1.0, "pod"), by(0.0, "node"), by(-230.6, "kg", "kg")
    ('−12 nodes', '+1 pod', '±0 nodes', '−231 kg')
    """
    said = amount(abs(added))
    noun = one if said == "1" else more or one + "s"
    return f"{sign(float(said.replace(',', '')) * (1 if added > 0 else -1))}{said} {noun}"


def saves(added: float, one: str) -> str:
    """Return what is added, or below zero saved, as a verb with its object.

    >>> saves(-0.63, "node"), saves(1.0, "node"), saves(0.001, "node")
    ('saves 0.63 nodes', 'adds 1 node', 'adds no nodes')
    """
    said = amount(abs(added))
    if said == "0":
        return f"adds no {one}s"
    return f"{'saves' if added < 0 else 'adds'} {said} {one if said == '1' else one + 's'}"


def side(added: float, one: str = "") -> str:
    """Return what is added, or below zero saved, as the end of a range; the noun stands at one of both ends.

    >>> side(-2.54), side(-1.0, "node"), side(1.2, "node"), side(0.0)
    ('2.5 saved', '1 node saved', '1.2 nodes added', 'none')
    """
    said = amount(abs(added))
    if said == "0":
        return "none"
    noun = f" {one if said == '1' else one + 's'}" if one else ""
    return f"{said}{noun} {'saved' if added < 0 else 'added'}"


def amount(value: float) -> str:
    """Return an amount with as many digits as it carries; what is below 0.005 is nothing.

    >>> amount(20.0), amount(98.5), amount(3.51), amount(-1234.6), amount(0.04), amount(-1e-5)
    ('20', '98', '3.5', '−1,235', '0.04', '0')
    """
    size = abs(value) if abs(value) >= NOTHING else 0.0
    said = f"{size:,.0f}" if size >= 10 else f"{float(f'{size:.2g}'):g}"
    return f"−{said}" if value < 0 and said != "0" else said

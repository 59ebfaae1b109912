"""How the explorers of chapter 07 say an amount of CPU and a length of time."""

from __future__ import annotations


def number(amount: float) -> str:
    """Return an amount with the digits that a reader wants: ten pods of 1.26 cores make 12.6.

    >>> number(9.04), number(0.904), number(12.64), number(104.3), number(-1e-17)
    ('9.04', '0.9', '12.6', '104', '0')
    """
    rounded = round(amount) if abs(amount) >= 100 else round(amount, 2 if abs(amount) < 10 else 1)
    return f"{rounded + 0:g}"


def cores(amount: float) -> str:
    """Return an amount of CPU, as a reader says it.

    >>> cores(9.0), cores(0.9), cores(0.999)
    ('9 cores', '0.9 cores', '1 core')
    """
    said = number(amount)
    return f"{said} {'core' if said == '1' else 'cores'}"


def lasting(seconds: float) -> str:
    """Return a length of time, as a reader says it.

    >>> lasting(300), lasting(5400), lasting(21_000), lasting(604_800)
    ('5 min', '1.5 h', '5.8 h', '168 h')
    """
    hours = seconds / 3600
    return f"{seconds / 60:.0f} min" if hours < 1 else f"{round(hours, 1) if hours < 9.95 else round(hours):g} h"


def percent(share: float) -> str:
    """Return a share in percent: with a digit more where it is small, and never as nothing where it is something.

    >>> percent(0.412), percent(0.0154), percent(0.0002), percent(0), percent(1)
    ('41%', '1.5%', '0.02%', '0%', '100%')
    """
    shown = 100 * share
    return f"{shown:.0f}%" if shown >= 10 or shown == 0 else f"{shown:.1f}%" if shown >= 0.1 else f"{shown:.1g}%"

"""What pyproject says the course needs, and what those packages need in turn, on this machine."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from itertools import product
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BASE = PROJECT["dependencies"]
EXTRAS = PROJECT["optional-dependencies"]
NOTEBOOKS = [*BASE, *EXTRAS["course"]]
LAB = [*NOTEBOOKS, *EXTRAS["live"]]  # what `make lab` and Binder install


def names(requirements: Iterable[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def applies(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def wanted_by(lines: Iterable[str], extra: str = "") -> Iterator[tuple[str, str]]:
    """Yield (package, extra) for each requirement that applies, `("jsonschema", "format-nongpl")`."""
    for requirement in map(Requirement, lines):
        if applies(requirement, extra):
            yield from product([canonicalize_name(requirement.name)], ["", *requirement.extras])


def closure(lines: Iterable[str]) -> set[str]:
    """Follow the requirements through what the installed packages say they need; the course isn't one of them."""
    waiting, seen = [*wanted_by(lines)], set()
    while waiting:
        if (package := waiting.pop()) not in seen:
            seen.add(package)
            waiting += wanted_by(metadata.requires(package[0]) or [], package[1])
    return {name for name, _ in seen} - {PROJECT["name"]}

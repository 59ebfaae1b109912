"""What real balancers do: a row a behaviour, each shown by a script or a test that says so once it changes.

Vocabulary: a `behaviour` ("envoy_dead_of_two") is what a `product` (Envoy) of a `version` (1.40.0) does under a
`setting` (LEAST_REQUEST). Its `question` is put to learners, with what one would `guess` and what was `seen`. The
figure lies from `low` to `high`, over all runs there were; both are equal where each run gives the same. `shown_by` is
the name of a script in findings/, of a test of the live lab, or both ("envoy-…; test_…").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType

from course_lib import require, tables
from course_lib.estimate import CERTAINTY

DOCUMENTED = ("yes", "in part", "in discussions", "no")


@dataclass(frozen=True)
class Behaviour:
    """What one product does under one setting.

    Attributes
    ----------
    id : str
        In the table ("envoy_dead_of_two").
    product, version, setting : str
        What was run: "Envoy", "1.40.0", "LEAST_REQUEST".
    question, guess, seen : str
        What is asked, what one would expect, and what happens, for learners.
    low, high : float
        Between which the figure lay in all runs, in `unit`.
    unit : str
        "share" (of one), "requests", "ratio", …
    documented : str
        One of `DOCUMENTED`: whether the product's documentation says so, or only its discussions do.
    condition, source : str
        Under which it holds, and who says so.
    year : int
        Of the measurement.
    shown_by : str
        The script in findings/, without its ending, the test of the live lab, or both with a semicolon between.
    certainty : str
        A tag of `estimate.CERTAINTY`.
    """

    id: str
    product: str
    version: str
    setting: str
    question: str
    guess: str
    seen: str
    low: float
    high: float
    unit: str
    documented: str
    condition: str
    source: str
    year: int
    shown_by: str
    certainty: str

    def __post_init__(self) -> None:
        for each in fields(self):
            require.that(getattr(self, each.name) != "", each.name, getattr(self, each.name), "not be empty")
        require.number("low", self.low)
        require.that(self.low <= self.high, "high", self.high, f"be at least low ({self.low})")
        require.one_of("documented", self.documented, DOCUMENTED)
        require.between("year", self.year, 1990, 2100)
        require.one_of("certainty", self.certainty, CERTAINTY)


@cache
def behaviours() -> Mapping[str, Behaviour]:
    """Return all behaviours by id, in order of their table.

    >>> {each.product for each in behaviours().values()} >= {"Envoy", "HAProxy", "nginx", "grpcio"}
    True
    """
    rows = tables.rows("real_balancers", tuple(each.name for each in fields(Behaviour)))
    return MappingProxyType({row["id"]: _behaviour(row) for row in rows})


def behaviour(identity: str) -> Behaviour:
    """Return one behaviour; a ValueError lists those there are.

    >>> behaviour("envoy_dead_of_two").low < 1 / 4 < behaviour("envoy_dead_of_two").high
    True
    """
    return behaviours()[require.one_of("identity", identity, behaviours())]


def _behaviour(row: dict[str, str]) -> Behaviour:
    numbers = {"low": float(row["low"]), "high": float(row["high"]), "year": int(row["year"])}
    return Behaviour(**{**row, **numbers})  # type: ignore[arg-type]

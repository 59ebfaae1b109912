"""An explorer of what was measured on this machine, and so differs from run to run.

The learner predicts first, and the prediction's veil leaves out all that was measured: so a notebook that is saved
before shows the same each time, and says nothing of another machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeVar

from course_lib import require
from course_lib.framework.explorer.explorer import Explorer

R = TypeVar("R")


@dataclass(frozen=True, kw_only=True, repr=False)
class MeasuredExplorer(Explorer[R]):
    """An explorer whose `compute` returns what has been measured already."""

    invitation: ClassVar[str] = "To measure it on your machine, run the cells from the top down to this one."

    def __post_init__(self) -> None:
        require.that(self.prediction is not None, "prediction", self.prediction, "be there: it veils what was measured")

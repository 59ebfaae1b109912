"""What was measured is shown once it was predicted: without a prediction nothing would veil it."""

from __future__ import annotations

import pytest

from course_lib.framework.explorer.measured import MeasuredExplorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Canvas


def test_it_needs_a_prediction() -> None:
    with pytest.raises(ValueError, match="prediction must be there: it veils what was measured, got None"):
        MeasuredExplorer(
            name="bare",
            chapter="test",
            compute=lambda: 1.0,
            picture=Canvas,  # type: ignore[arg-type]
            describe=lambda result: Description(str(result), Table("", (), ())),
            controls=(),
        )

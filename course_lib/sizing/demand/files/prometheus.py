"""A demand from what Prometheus answers."""

from __future__ import annotations

from course_lib.sizing.demand.files import answer, reading
from course_lib.sizing.demand.files.reading import Reading, Wishes
from course_lib.text_files import files


def read(source: files.Source, wishes: Wishes) -> Reading:
    """Return one demand of an answer of query_range, or of promtool's bare list.

    Raises
    ------
    ValueError
        If the file can't be read, or the learner has to say more; the message names file, series and point.

    Examples
    --------
    >>> text = '[{"metric": {"__name__": "cpu_cores"}, "values": [[0, "1.5"], [60, "2"], [180, "1"]]}]'
    >>> found = read(text, Wishes())
    >>> found.value.tolist(), found.step_s, found.unit
    ([1.5, 2.0, nan, 1.0], 60.0, 'cores')
    """
    title, contents = files.title(source), answer.load(source)
    found = reading.read(title, "Prometheus", contents.lines, contents.lines, wishes)
    return found._replace(remarks=(*contents.remarks, *found.remarks))

"""How fast a Prometheus file becomes a demand: python bench/bench_demand.py [--series 50] [--points 11000].

Beside `json.loads` of the same text, by turns, in one run: of that, no reader of JSON in Python can take less.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from stopwatch import by_turns, end, promise

from course_lib.sizing import Demand
from course_lib.text_files.json_text import without_collector

MOST = 2.5
START_S, STEP_S = 1_790_812_800, 15


def answer(series: int, points: int, digits: int | None) -> str:
    """Return an answer of query_range, as compact as Prometheus writes it; values rounded, or with all digits."""
    draw = random.Random(1)  # noqa: S311
    result = [
        {
            "metric": {"namespace": "shop", "pod": f"web-6c5f9d7b8-{number:05}"},
            "values": [[START_S + STEP_S * at, shown(draw.gammavariate(9, 0.1), digits)] for at in range(points)],
        }
        for number in range(series)
    ]
    data = {"status": "success", "data": {"resultType": "matrix", "result": result}}
    return json.dumps(data, separators=(",", ":"))


def shown(value: float, digits: int | None) -> str:
    """Return a value with all digits, or so many."""
    return repr(value if digits is None else round(value, digits))


def main() -> None:
    """Print how many times what json.loads takes the whole way takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=50)
    parser.add_argument("--points", type=int, default=11_000)
    arguments = parser.parse_args()
    print(f"\n{arguments.points:,} points × {arguments.series} series, added up\n")
    for name, digits in (("all digits", None), ("three decimals", 3)):
        text = answer(arguments.series, arguments.points, digits)
        ours = partial(Demand.from_prometheus, text, unit="cores", series="add")
        alone = without_collector()(partial(json.loads, text))
        seconds = by_turns({"json": partial(json.loads, text), "alone": alone, "ours": ours})
        times, over = (seconds["ours"] / seconds[name] for name in ("json", "alone"))
        kept = promise(times <= MOST, f"loading takes more than {MOST} times what json.loads takes")
        print(
            f"  {name:15} {len(text) / 1e6:5.1f} MB   json.loads {seconds['json']:.3f} s   demand ×{times:.2f}{kept}"
            f" (×{over:.2f} of it without Python's collector, as ours is)"
        )
    end()


if __name__ == "__main__":
    main()

"""A made-up chapter moves in, in a copy: five places, as CONTRIBUTING has them, and nothing else is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("course_lib", "tests", "tools", "notebooks", "findings")
COPIED = ("README.md", "TEACHING.md", "pyproject.toml", "requirements.lock")
STEM, PACKAGE, TESTS = "11_boats", "course_lib/chapters/ch11_boats", "tests/chapters/ch11_boats"
ROW = "11,boats,Boats,a larger boat saves crossings,decide whether a larger boat saves crossings\n"
GUESS = "11,crossings_saved,0,0.2,0.5,share\n"
TERM = "\n\n## Boat\n\nWhat carries people across a river, a few at a time.\n"
TEXT = """# 11 · Boats

**“A larger boat saves crossings.”**

*About 5 minutes. Afterwards you can **decide whether a larger [boat](glossary.ipynb#boat) saves crossings.***

```python
from course_lib.chapters.ch11_boats import exercises as ex, explorers as see
```

```python
see.crossings
```

```python course={"exercise": "boats.crossings"}
def crossings(people, seats):
    return ...
```

```python course={"check": "boats.crossings"}
ex.crossings.check(crossings)
```

```python
# ex.crossings.hint()
```

```python
from course_lib.record import ledger
from course_lib.estimate import Estimate

ledger.record("crossings_saved", Estimate(best=0.25, low=0.2, high=0.3, unit="share", source="ten people"))
```
"""
FILES = {
    f"{PACKAGE}/__init__.py": '"""Chapter 11."""\n',
    f"{PACKAGE}/study/__init__.py": '"""What chapter 11\'s explorers ask."""\n',
    f"{PACKAGE}/study/crossings.py": '''"""Crossings of a river, by the size of the boat."""

from __future__ import annotations

from dataclasses import dataclass

PEOPLE = 10


def crossings(people: int, seats: int) -> int:
    """Return how often a boat goes over.

    >>> crossings(10, 4)
    3
    """
    return -(-people // seats)


@dataclass(frozen=True)
class CrossingsStudy:
    """Ten people, and a boat."""

    seats: int
    crossings: int


def crossings_study(seats: float) -> CrossingsStudy:
    """Count the crossings of ten people."""
    return CrossingsStudy(int(seats), crossings(PEOPLE, int(seats)))
''',
    f"{PACKAGE}/view/__init__.py": '"""What chapter 11\'s explorers show."""\n',
    f"{PACKAGE}/view/crossings.py": '''"""Crossings by the size of the boat."""

from __future__ import annotations

from course_lib import theme
from course_lib.chapters.ch11_boats.study.crossings import PEOPLE, CrossingsStudy, crossings_study
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot


class CrossingsPicture(Picture[CrossingsStudy]):
    """Crossings over seats."""

    def __init__(self) -> None:
        super().__init__(3.0)
        axes = self.figure.subplots()
        axes.set(xlim=(0, 6), ylim=(0, PEOPLE + 1), xlabel="seats", ylabel="crossings")
        self.here = add_dot(axes, theme.POD)
        self.entitle(axes)
        self.freeze(self.here)

    def paint(self, study: CrossingsStudy) -> str:
        """Move what shows the study, and return the title."""
        self.here.set_data([study.seats], [study.crossings])
        return f"By boats of {study.seats}: {study.crossings} times across"


def describe(study: CrossingsStudy) -> Description:
    """Say how often the boat goes over."""
    words = f"Ten people, a boat for {study.seats}: it goes over {study.crossings} times."
    return Description(words, Table("Crossings", ("seats", "crossings"), ((str(study.seats), str(study.crossings)),)))


crossings = Explorer(
    name="crossings",
    chapter="boats",
    compute=crossings_study,
    picture=CrossingsPicture,
    describe=describe,
    controls=(Slider("seats", "Seats", 2, 5, 1, 4),),
)
''',
    f"{PACKAGE}/exercises/__init__.py": '''"""Chapter 11's exercise."""

from course_lib.chapters.ch11_boats.exercises.crossings import crossings

EXERCISES = (crossings,)
''',
    f"{PACKAGE}/exercises/crossings.py": '''"""Count crossings."""

from course_lib.chapters.ch11_boats.study import crossings as model
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake

crossings = FunctionExercise(
    reference=model.crossings,
    chapter="boats",
    decision="decide whether a larger boat saves crossings",
    cases=tuple((people, seats) for people in range(1, 20) for seats in range(1, 9)),
    large_cases=tuple((1000 + 7 * k, 3 + k) for k in range(50)),
    repeat_cases=((17, 5), (23, 4), (50, 6)),
    mistakes={
        "floor": Mistake(lambda people, seats: people // seats, "Whoever is left over needs a crossing, too."),
        "upside-down": Mistake(lambda people, seats: -(-seats // people), "People go above the line."),
        "one-more": Mistake(lambda people, seats: people // seats + 1, "A full boat leaves nobody behind."),
    },
    hints=("How many boats are full?", "And who is left over?", "-(-people // seats) rounds up."),
)
''',
    f"{PACKAGE}/explorers.py": '''"""Chapter 11's explorer."""

from course_lib.chapters.ch11_boats.view.crossings import crossings

EXPLORERS = (crossings,)
''',
    f"{TESTS}/__init__.py": "",
    f"{TESTS}/test_study.py": '''"""Crossings, by hand."""

from course_lib.chapters.ch11_boats.study.crossings import crossings


def test_a_full_boat_leaves_nobody_behind():
    assert [crossings(8, 4), crossings(9, 4)] == [2, 3]
''',
    "tests/answers/boats/__init__.py": '"""Answers to chapter 11."""\n',
    "tests/answers/boats/crossings.py": '''# ruff: noqa: written as learners write
"""Crossings, as learners count them."""

import math


def right_ceil(people, seats):
    return math.ceil(people / seats)


def right_loop(people, seats):
    count = 0
    while people > 0:
        people -= seats
        count += 1
    return count


def wrong_floor(people, seats):
    return people // seats


def wrong_upside_down(people, seats):
    return math.ceil(seats / people)


def wrong_one_more(people, seats):
    return people // seats + 1


def wrong_other(people, seats):
    return people % seats


def wrong_no_return(people, seats):
    -(-people // seats)


def wrong_prints(people, seats):
    print(-(-people // seats))


def wrong_generator(people, seats):
    yield -(-people // seats)


def wrong_wrong_kind(people, seats):
    return [-(-people // seats)]


def wrong_remembers(people, seats, before=[]):
    before.append(people)
    return -(-sum(before) // seats)


def wrong_endless_loop(people, seats):
    while True:
        people -= seats


def wrong_endless_loop__swallows(people, seats):
    while True:
        try:
            people -= seats
        except:
            pass


def wrong_exits(people, seats):
    exit()


def wrong_recursion(people, seats):
    return 1 + wrong_recursion(people - seats, seats)


def wrong_arguments(people):
    return people


def wrong_type_error(people, seats):
    return people / "seats"
''',
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course into which the chapter has moved."""
    copy = tmp_path_factory.mktemp("house")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, copy / name)  # with what is compiled: to do that again takes seconds
    for name in COPIED:
        shutil.copy(ROOT / name, copy / name)
    add(copy / "course_lib/tables/chapters.csv", ROW)
    add(copy / "course_lib/tables/ledger_defaults.csv", GUESS)
    add(copy / "notebooks/source/glossary.md", TERM)
    for name, text in {f"notebooks/source/{STEM}.md": TEXT, **FILES}.items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text(text, encoding="utf-8")
    run(copy, "tools/notebooks.py", STEM, "00_start_here", "glossary")
    return copy


def add(path: Path, text: str) -> None:
    """Put a text behind what a file holds."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def run(house: Path, *words: str) -> str:
    """Run Python in the house and return what it says; it must end well."""
    environment = os.environ | {"PYTHONPATH": str(house), "COURSE_PROGRESS": ":memory:"}
    done = subprocess.run([sys.executable, *words], cwd=house, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_maps_and_its_footer_know_it(house: Path) -> None:
    assert "| 11 | [Boats](notebooks/11_boats.ipynb) | decide whether a larger" in (house / "README.md").read_text()
    assert "This was the last chapter." in (house / f"notebooks/{STEM}.ipynb").read_text()


def test_the_contracts_hold_for_it(house: Path) -> None:
    assert "0 broken" in run(house, "-c", "from importlinter.cli import lint_imports_command as lint; lint()")
    assert "All checks passed" in run(house, "-m", "ruff", "check", PACKAGE, TESTS, "tests/answers/boats")


def test_all_that_holds_for_every_chapter_is_checked_of_it(house: Path) -> None:
    everywhere = "exercise/test_answers exercise/test_function_exercises exercise/test_blanks explorer/test_explorers"
    files = [f"tests/framework/{name}.py" for name in everywhere.split()]
    files += ["tests/notebooks/test_saved.py", "tests/notebooks/test_running.py", f"notebooks/{STEM}.ipynb"]
    files += ["tests/test_catalogue.py", "tests/test_house.py"]
    quietly = ["-m", "pytest", "-v", "-p", "no:cacheprovider", "-p", "no:xdist"]
    said = run(house, *quietly, "-k", "boats or 11 or catalogue or house", TESTS, PACKAGE, *files)
    for each in ("test_answer[boats.crossings-wrong_floor]", f"test_solution_is_correct[{STEM}]",
                 f"test_agrees_with_its_source[{STEM}]", "test_no_text_is_cut_off[boats.crossings]",
                 "test_a_full_boat_leaves_nobody_behind", f"{STEM}::ipynb::Cell 0"):  # fmt: skip
        assert f"{each} PASSED" in said

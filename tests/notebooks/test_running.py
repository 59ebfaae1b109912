"""Each notebook in a kernel of its own: run from its source it agrees with what is saved, and answers are answered.

Every answer there is gets its sentence from the library alone, in tests/framework/exercise/test_answers.py, and every
number in test_number_exercises.py. What may differ in a notebook is how a cell's text gets there and how a check stops,
prints or fails, and that is the same code for every function and for every number. So what is typed here is, for each
function, a right answer, one with a mistake and one without an end, and of every other kind one a notebook; for each
number the right one, two mistakes and a text; and every choice of a question.
"""

from __future__ import annotations

import contextlib
import re
import signal
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from course_lib import catalogue
from course_lib.chapters.ch06_balancers.exercises.your_own_balancer import Challenge
from course_lib.chapters.ch10_capstone.exercises.grading import Grading
from course_lib.framework.exercise.exercise import SAME_CODE
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.marking import Marking
from course_lib.framework.exercise.number import NumberExercise
from tests.answers import Answer, answers
from tests.notebooks.conftest import STEMS, saved
from tests.notebooks.outputs import checks, pictures, without_pixels
from tests.notebooks.session import Session, opened

OF_EVERY_FUNCTION = ("right", "a mistake", "too-slow")  # no other test has one without an end for all of them
PIXELS_MAY_DIFFER = 5.0  # root mean square of 0..255: fonts are drawn a little differently everywhere


def keys(stem: str) -> list[str]:
    """Return the exercises of a notebook."""
    courses = [cell.metadata.get("course", {}) for cell in saved(stem).cells]
    return [course["exercise"] for course in courses if "exercise" in course]


def one_of_each_kind(key: str) -> dict[str, Answer]:
    """Return learners' functions for an exercise: a right one, one with a mistake it names, and one of all else."""
    named = {*catalogue.exercise(key).mistakes, *catalogue.exercise(key).pairs}

    def kind(answer: Answer) -> str:
        return "a mistake" if answer.mistake in named else answer.mistake or answer.name.split("__")[0][:5]

    return {kind(answer): answer for answer in answers(key).values()}


def functions_typed(stem: str) -> list[Answer]:
    """Return learners' functions for a notebook: of the kinds that not every exercise is asked, each takes one."""
    found = {key: one_of_each_kind(key) for key in functions(stem)}
    typed = []
    for at, kind in enumerate(dict.fromkeys(kind for of_one in found.values() for kind in of_one)):
        all_of_it = [of_one[kind] for of_one in found.values() if kind in of_one]
        typed += all_of_it if kind in OF_EVERY_FUNCTION else [all_of_it[at % len(all_of_it)]]
    return typed


def short_answers(key: str, blank: str) -> list[Answer]:
    """Return the wrong and right answers to a question or a number exercise, as text of its cell."""
    exercise = catalogue.exercise(key)
    if isinstance(exercise, NumberExercise):
        wrong = numbers(exercise) | {"not-a-number": "'many'"}
    elif isinstance(exercise, Challenge):
        return challenged(exercise)
    elif isinstance(exercise, Marking):
        wrong = marked(exercise)
    elif isinstance(exercise, Grading):
        wrong = graded(exercise)
    else:
        letters = exercise.variant.letters
        wrong = {letter: f'"{letter}"' for letter in letters if letters.index(letter) != exercise.variant.right}
        wrong |= {"not-a-choice": '"?"'}
    found = [Answer(key, name, blank.replace("...", text), "not yet", name) for name, text in wrong.items()]
    return [*found, Answer(key, "right", exercise.solved_cell(blank), "correct", "")]


def numbers(exercise: NumberExercise) -> dict[str, str]:
    """Return what the first mistake and the last give, by what the check alone, without a notebook, says of it."""
    first, *_, last = exercise.mistakes.values()
    mistaken = map(exercise.mistaken, (first, last))
    return {exercise.judge(number).mistake: repr(number) for number in mistaken}


def marked(exercise: Marking) -> dict[str, str]:
    """Return what may be wrong with the letters marked."""
    sheet = exercise.sheet
    sound = next(letter for letter in sheet.letters if letter not in sheet.flawed)
    first, last = (sheet.of(letter).topic for letter in (sheet.flawed[0], sheet.flawed[-1]))
    wrong = {f"missed-{first}": sheet.flawed[1:], f"missed-{last}": sheet.flawed[:-1], "all-marked": sheet.letters}
    wrong |= {f"sound-{sheet.of(sound).topic}": sheet.flawed + sound, "not-letters": "x1", "none-marked": ""}
    return {name: repr(letters) for name, letters in wrong.items()}


def graded(exercise: Grading) -> dict[str, str]:
    """Return what may be wrong with the marks of a report."""
    right, first = exercise.right_marks, exercise.asked[0]
    other = [2 - right[0] if right[0] != 1 else 0, *right[1:]]
    wrong = {"not-marks": [], "not-each": right[1:], "no-such-mark": [3, *right[1:]]}
    wrong |= {f"differs-{first.name}": [*other[:-1], 2 - other[-1] if other[-1] != 1 else 0]}
    return {name: repr("?" if name == "not-marks" else marks) for name, marks in wrong.items()}


def challenged(exercise: Challenge) -> list[Answer]:
    """Return balancers as the challenge's cell would hold them: each says in words what is wrong, or comes in."""
    done = "def my_done(now, pod, latency, in_flight, memory):\n    pass"
    picks = {
        "one-pod": "0",
        "blind": "int(draws[0] * len(in_flight))",
        "not-whole": "draws[0] * len(in_flight)",
        "no-such-pod": "len(in_flight)",
        "no-return": "None",
        "changes-in-flight": "in_flight.sort() or 0",
    }
    head = "def my_pick(now, draws, in_flight, memory):\n    "
    wrong = {name: f"{head}return {text}\n{done}" for name, text in picks.items()}
    found = [Answer(exercise.key, name, source, "not yet", name) for name, source in wrong.items()]
    found += [Answer(exercise.key, "SystemExit", f"{head}exit()\n{done}", "error", "SystemExit")]
    found += [Answer(exercise.key, "too-slow", f"{head}while True: pass\n{done}", "error", "too-slow")]
    return [*found, Answer(exercise.key, "right", exercise.solved_cell("..."), "correct", "")]


@pytest.fixture(scope="module")
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    with opened(request.param) as session:
        yield session


EACH = pytest.mark.parametrize("session", STEMS, indirect=True)
ASKING = pytest.mark.parametrize("session", [stem for stem in STEMS if keys(stem)], indirect=True)


def functions(stem: str) -> list[str]:
    """Return the exercises of a notebook that ask for a function."""
    return [key for key in keys(stem) if isinstance(catalogue.exercise(key), FunctionExercise)]


PROGRAMMING = pytest.mark.parametrize("session", [stem for stem in STEMS if functions(stem)], indirect=True)


@EACH
def test_agrees_with_its_source(session: Session) -> None:
    assert without_pixels(saved(session.stem)) == without_pixels(session.blank_run), "run `make notebooks`"


@EACH
def test_pictures_agree(session: Session) -> None:
    old, new = pictures(saved(session.stem)), pictures(session.blank_run)
    assert [picture.shape for picture in old] == [picture.shape for picture in new]
    for one, other in zip(old, new, strict=True):
        assert np.sqrt(np.mean((one - other) ** 2)) < PIXELS_MAY_DIFFER


# Before all that is right: once an exercise is done, no wrong answer is kept that another could be compared with.
@PROGRAMMING
def test_a_cell_that_does_not_compile_is_told_from_a_new_answer(session: Session) -> None:
    key = functions(session.stem)[0]
    wrong = next(answer for answer in answers(key).values() if answer.status == "not yet")
    session.write(key, wrong.source)
    assert session.judge(key) == wrong.line
    assert SAME_CODE not in session.card(key)
    session.write(key, wrong.source.replace("return", "return return"))
    assert session.judge(key) == wrong.line
    assert SAME_CODE in session.card(key)


@ASKING
def test_every_answer_is_answered_in_words(session: Session) -> None:
    wanted, said, written = {}, {}, functions_typed(session.stem)
    for key in session.keys:
        is_function = isinstance(catalogue.exercise(key), FunctionExercise)
        of_it = [answer for answer in written if answer.exercise == key]
        for answer in of_it if is_function else short_answers(key, session.blanks[key]):
            wanted[str(answer)] = answer.line
            session.write(key, answer.source)
            with session.impatient() if answer.mistake == "too-slow" else contextlib.nullcontext():
                said[str(answer)] = session.judge(key)
            assert [output.output_type for output in session.outputs(key)] == ["execute_result"], str(answer)
    assert said == wanted


@EACH
def test_solution_is_correct(session: Session) -> None:
    """With every right answer in place each cell runs, and each check is green."""
    for key, blank in session.blanks.items():
        session.notebook.cells[session.index("exercise", key)].source = catalogue.exercise(key).solved_cell(blank)
    session.run_all()
    outputs = [output for index in session.indices for output in session.notebook.cells[index].get("outputs", [])]
    assert [output for output in outputs if output.output_type == "error"] == []
    said = checks(session.notebook)
    assert all(re.fullmatch(r"\[\w+\] correct", each) for each in said.values()), said


@PROGRAMMING
def test_an_interrupt_stops_the_check_and_the_notebook_goes_on(session: Session) -> None:
    key = functions(session.stem)[0]
    name = key.split(".")[1]
    session.write(key, f"def {name}(*given):\n    while True:\n        pass\n")
    timer = threading.Timer(0.7, session.client.km.provisioner.process.send_signal, (signal.SIGINT,))
    timer.start()
    # A very busy machine may have stopped the loop before the interrupt comes.
    assert session.judge(key) in ("KeyboardInterrupt", f"[{name}] error (too-slow)")
    timer.join()
    right = next(answer for answer in answers(key).values() if answer.status == "correct")
    session.write(key, right.source)
    assert session.judge(key) == right.line


@ASKING
def test_the_last_answer_is_shown_and_after_the_solution_it_comes_again(session: Session) -> None:
    for key in session.keys:
        exercise = catalogue.exercise(key)
        right = next(iter(answers(key).values())) if isinstance(exercise, FunctionExercise) else None
        session.write(key, right.source if right else exercise.solved_cell(session.blanks[key]))
        session.judge(key)
        assert session.typed(f"ex.{exercise.name}.answer()") == f"[{exercise.name}] your last answer"
        assert right is None or f"def {exercise.name}(" in session.html()
        assert session.typed(f"ex.{exercise.name}.solution()") == f"[{exercise.name}] solution"
        assert session.typed(f"ex.{exercise.name}.check(None)").startswith(f"[{exercise.name}] not yet")

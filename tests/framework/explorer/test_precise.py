"""The long run beside the sliders: it moves, can be stopped, gives way to a slider, and says what went wrong."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.precise import DONE, MOVED, RUNNING, STOPPED, Precise, Runner
from course_lib.framework.explorer.prediction import Prediction
from tests.framework.explorer.test_explorers import EXPLORERS, Echo, echoed

LONG = [explorer for explorer in EXPLORERS if explorer.precise]


class Gate:
    """Parts that come only when they are let through, and remember in which thread they were worked out."""

    def __init__(self, parts: int = 3) -> None:
        self.parts, self.open, self.threads, self.asked = parts, threading.Semaphore(0), set(), []

    def __call__(self, x: float) -> Iterator[tuple[float, float]]:
        self.asked.append(x)
        for number in range(1, self.parts + 1):
            assert self.open.acquire(timeout=20)
            self.threads.add(threading.get_ident())
            yield number / self.parts, 100 * x + number


def explorer(parts, prediction=None) -> Explorer:
    controls = (Slider("x", "X", 0, 5, 1, 2),)
    return Explorer(
        name="echo",
        chapter="test",
        compute=lambda x: x,
        picture=Echo,
        describe=echoed,
        controls=controls,
        prediction=prediction,
        precise=Precise("Run long", parts),
    )


async def until(holds) -> None:
    for _ in range(2000):
        if holds():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never happened")


def send(bar, **content) -> None:
    bar._handle_custom_msg(content, [])


def test_parts_are_shown_one_after_the_other_and_worked_out_elsewhere() -> None:
    async def story() -> None:
        gate = Gate()
        controls, bar, picture = explorer(gate).view().children
        send(bar, run=True)
        assert (bar.running, bar.said, bar.done) == (True, RUNNING, 0)
        for number in (1, 2, 3):
            gate.open.release()
            await until(lambda done=number / 3: bar.done == pytest.approx(done))
            assert (picture.png, picture.alt) == (f"{200 + number}.0".encode(), f"it is {200 + number}.0")
        await until(lambda: not bar.running)
        assert (bar.said, bar.done) == (DONE, 1)
        assert threading.get_ident() not in gate.threads
        controls.values = {"x": 4}
        assert (bar.said, bar.done, picture.png) == ("", 0, b"4.0")

    asyncio.run(story())


def test_it_stops_and_starts_again() -> None:
    async def story() -> None:
        gate = Gate()
        _, bar, picture = explorer(gate).view().children
        send(bar, run=True)
        gate.open.release()
        await until(lambda: bar.done > 0)
        send(bar, stop=True)
        assert (bar.running, bar.said) == (False, STOPPED)
        gate.open.release(5)  # the part that was on its way comes too late
        await asyncio.sleep(0.05)
        assert picture.png == b"201.0"
        send(bar, run=True)
        await until(lambda: bar.said == DONE)
        assert picture.png == b"203.0"

    asyncio.run(story())


def test_a_control_that_moves_ends_it() -> None:
    async def story() -> None:
        gate = Gate()
        controls, bar, picture = explorer(gate).view().children
        send(bar, run=True)
        gate.open.release()
        await until(lambda: bar.done > 0)
        controls.values = {"x": 5}
        assert (bar.running, bar.said, picture.png) == (False, MOVED, b"5.0")
        gate.open.release(5)
        await asyncio.sleep(0.05)
        assert picture.png == b"5.0"
        send(bar, run=True)
        await until(lambda: bar.said == DONE)
        assert gate.asked == [2, 5]

    asyncio.run(story())


def test_a_view_that_is_closed_ends_it() -> None:
    """As when its cell runs again: nobody sees what the ten million would come to."""

    async def story() -> None:
        gate = Gate()
        view = explorer(gate).view()
        _, bar, picture = view.children
        send(bar, run=True)
        gate.open.release()
        await until(lambda: bar.done > 0)
        view.close()
        gate.open.release(5)
        await asyncio.sleep(0.05)
        assert picture.png == b"201.0"

    asyncio.run(story())


def test_a_second_click_starts_nothing() -> None:
    async def story() -> None:
        gate = Gate()
        _, bar, _ = explorer(gate).view().children
        for _ in range(2):
            send(bar, run=True)
        gate.open.release(9)
        await until(lambda: bar.said == DONE)
        assert gate.asked == [2]

    asyncio.run(story())


def broken(x: float) -> Iterator[tuple[float, float]]:
    yield 0.5, x
    raise ValueError("pods must be positive, got 0")


def test_an_error_is_said_in_words() -> None:
    _, bar, picture = explorer(broken).view().children
    send(bar, run=True)  # no kernel here: it is done when the call returns
    assert not bar.running
    assert bar.said == "It failed: ValueError: pods must be positive, got 0. Move a control, or try again."
    assert picture.png == b"2.0"


def test_a_run_that_can_not_begin_does_not_run() -> None:
    given = [lambda: {"x": 1 / 0}, lambda: {"x": 4}]
    shown: list[float] = []
    runner = Runner(Precise("Run long", broken), lambda: given.pop(0)(), shown.append, locked=False)
    with pytest.raises(ZeroDivisionError):
        runner._receive(runner.bar, {"run": True}, [])
    assert (runner.bar.running, runner.bar.said) == (False, "")
    runner._receive(runner.bar, {"run": True}, [])
    assert shown == [4]


def test_it_is_locked_until_predicted() -> None:
    asks = Prediction("How many?", 0, 10, 1, "pods", reveal=lambda guess: "7")
    asking, _, bar, _ = explorer(broken, asks).view().children
    send(bar, run=True)
    assert (bar.locked, bar.said) == (True, "")
    asking._receive(asking, {"guess": 3}, [])
    assert not bar.locked


@pytest.mark.parametrize("long", LONG, ids=[each.key for each in LONG])
def test_a_saved_notebook_does_not_know_of_it(long: Explorer) -> None:
    assert long.precise.label not in long._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("long", LONG, ids=[each.key for each in LONG])
def test_every_long_run_has_a_picture_from_its_first_part_on(long: Explorer) -> None:
    parts = long.precise.parts(**long.start)
    (early, first), (later, second) = next(parts), next(parts)
    assert 0 < early < later <= 1
    drawing = long.picture()
    assert drawing.draw(first) != drawing.draw(second)
    assert long.describe(first).words != long.describe(second).words

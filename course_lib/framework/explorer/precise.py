"""A long run beside the sliders: a button, a progress bar, and a picture that sharpens while the parts come in.

Vocabulary: a run is done in `parts`, each a fraction of a second; after every one the share that is `done` (0.35) and
the `result` so far are shown. The parts are worked out in a thread, and nothing else is: what is shown is shown by
the kernel's own loop, which stays free for sliders and cells in between. A run that is stopped is dropped after the
part it is at.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import anywidget
import traitlets

from course_lib.framework.explorer.failure import failure
from course_lib.framework.widget import script, style

HERE = Path(__file__).parent
R = TypeVar("R")
RUNNING = "Running: the picture will follow."
DONE = "Done: the picture shows this run until a control moves."
STOPPED = "Stopped: the picture shows what was reached."
MOVED = "Stopped, because a control has moved."


@dataclass(frozen=True)
class Precise(Generic[R]):
    """A long run: what its button says, and its parts, asked for with the values of the controls.

    `parts` yields pairs: the share that is done, from 0 to 1, and what is known by now.
    """

    label: str
    parts: Callable[..., Iterator[tuple[float, R]]]


class Bar(anywidget.AnyWidget):
    """The button, which also stops; how far the run is; and how it stands, in words."""

    _esm = script(HERE / "precise.js")
    _css = style(HERE / "precise.css")
    label = traitlets.Unicode().tag(sync=True)
    done = traitlets.Float(0.0).tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    running = traitlets.Bool(False).tag(sync=True)
    locked = traitlets.Bool(False).tag(sync=True)

    def tell(self, running: bool, said: str, done: float) -> None:
        """Change all that is shown in one message."""
        with self.hold_sync():
            self.running, self.said, self.done = running, said, done


class Runner(Generic[R]):
    """Runs what the bar asks for, one run at a time."""

    def __init__(
        self, precise: Precise[R], values: Callable[[], dict[str, Any]], show: Callable[[R], None], locked: bool
    ) -> None:
        self.bar = Bar(label=precise.label, locked=locked)
        self._precise, self._values, self._show = precise, values, show
        self._current: object = None
        self._task: asyncio.Task[None] | None = None  # kept here, as the loop itself keeps none
        self.bar.on_msg(self._receive)

    def _receive(self, _: Any, content: dict[str, Any], __: Any) -> None:
        if content.get("stop"):
            self.stop(STOPPED)
        elif not self.bar.running and not self.bar.locked:
            self._start()

    def stop(self, said: str) -> None:
        """Drop the run, if there is one, and say why."""
        self._current = None
        if self.bar.running:
            self.bar.tell(running=False, said=said, done=0.0)
        elif self.bar.said:
            self.bar.tell(running=False, said="", done=0.0)

    def _start(self) -> None:
        parts = self._precise.parts(**self._values())  # may raise, and then the bar must not say that it runs
        self._current = run = object()
        self.bar.tell(running=True, said=RUNNING, done=0.0)
        self._spawn(self._follow(run, parts))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # a plain Python, without a kernel: then it is done at once
            asyncio.run(work)
        else:
            self._task = loop.create_task(work)

    async def _follow(self, run: object, parts: Iterator[tuple[float, R]]) -> None:
        try:
            while (part := await asyncio.to_thread(next, parts, None)) is not None:
                if self._current is not run or self.bar.comm is None:  # dropped, or closed with its view
                    return
                done, result = part
                self._show(result)
                self.bar.done = done
        except Exception as problem:  # whatever it is, the learner reads it here: a task's errors reach nobody
            told, reached = f"{failure(problem)} Move a control, or try again.", 0.0
        else:
            told, reached = DONE, 1.0
        if self._current is run:
            self.bar.tell(running=False, said=told, done=reached)

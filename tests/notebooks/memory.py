"""Run all cells of a notebook again and again in one kernel: `python -m tests.notebooks.memory 12` says what it keeps.

All chapters, or those that are named after the number of runs (01_footprint).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import nbformat
import psutil

from tests.models.interrupts import Session
from tools.notebooks import BUILT

MIB = 2**20


class Kernel(Session):
    """A kernel that is told, as by JupyterLab, which cell it runs."""

    def run(self, cell: nbformat.NotebookNode) -> tuple[str, str]:
        """Run a cell to its end; return what it printed, and the name of its error."""
        content = {"code": cell.source, "silent": False, "store_history": True, "allow_stdin": False}
        message = self.client.session.msg("execute_request", content, metadata={"cellId": cell.id})
        self.client.shell_channel.send(message)
        ended = self.ended(message["header"]["msg_id"])
        self.client.get_shell_msg(timeout=60)
        return ended

    def memory_mib(self) -> float:
        """Return what the kernel holds just now."""
        return float(psutil.Process(self.manager.provisioner.process.pid).memory_info().rss / MIB)


def memory_mib(stem: str, runs: int) -> Iterator[float]:
    """Run all cells so often, as JupyterLab does; yield after each time what the kernel holds."""
    cells = [cell for cell in nbformat.read(BUILT / f"{stem}.ipynb", 4).cells if cell.cell_type == "code"]
    kernel = Kernel()
    try:
        for _ in range(runs):
            for cell in cells:
                _, error = kernel.run(cell)
                assert not error, f"{cell.source} ended with {error}"
            yield kernel.memory_mib()
    finally:
        kernel.close()


def growth_mib(held: list[float]) -> float:
    """Return by how much it grew from the second run on; what is freed goes back in leaps, hence the least of three.

    >>> growth_mib([50, 100, 140, 101, 130, 103, 160])
    3
    """
    return min(held[-3:]) - min(held[1:4])


if __name__ == "__main__":
    for stem in sys.argv[2:] or sorted(path.stem for path in BUILT.glob("0*.ipynb")):
        held = list(memory_mib(stem, int(sys.argv[1])))
        each = " ".join(f"{one:.0f}" for one in held)
        print(f"{stem:16} {growth_mib(held):6.1f} MiB more; after each run {each}", flush=True)

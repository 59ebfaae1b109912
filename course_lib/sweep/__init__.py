"""Sweeps: one function over a grid of parameters, on the threads of this machine or on any other executor.

Vocabulary
----------
measure    your function: `p99(utilisation, balancer, seed)` runs one cell, and returns plain values
cell       one combination of arguments: {"utilisation": 0.8, "balancer": "random"}, and a seed
grid       all combinations of the values of each argument
row        a cell with what came of it: its result, or the error that it ended with
executor   what runs the cells: threads, processes, or Dask's workers on other machines

Whatever runs it, a cell gives the same result to the last bit: its seed depends on its arguments alone, and results
go through JSON, which keeps every digit.
"""

from course_lib.sweep.cells import Row, grid
from course_lib.sweep.runs import Sweep, SweepError

__all__ = ["Row", "Sweep", "SweepError", "grid"]

"""CP-SAT as it is asked here: one thread, a fixed seed, an end by what was done, and interrupts left to Python."""

from __future__ import annotations

from ortools.sat.python import cp_model


def new_solver(effort: float) -> cp_model.CpSolver:
    """Return a solver that tries so much, in its own unit (a second or so): the same question has the same answer.

    By default it takes an interrupt for its own, so that nobody else hears of it, and leaves the next one deadly
    (findings/cp-sat-leaves-interrupts-deadly.sh).
    """
    found = cp_model.CpSolver()
    found.parameters.num_workers, found.parameters.random_seed = 1, 1
    found.parameters.max_deterministic_time = effort
    found.parameters.catch_sigint_signal = False
    return found

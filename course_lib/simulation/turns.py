"""Let no loop of a learner's turn for ever in machine code, which nothing could stop.

Vocabulary: a `turn` is one run through the body of a loop; `left` (9,999,999) is how many a call may still take.

Numba turns a function into blocks before it compiles them. In the block that begins a loop a turn is paid for: a
count in a register, which costs nothing that could be measured. How to put a step of one's own into numba's is
described in its manual, "Customizing the compiler".
"""

from __future__ import annotations

from typing import Any

from numba.core import ir
from numba.core.analysis import compute_cfg_from_blocks
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import FunctionPass, register_pass
from numba.core.untyped_passes import InlineClosureLikes
from numba.extending import register_jitable

MOST_TURNS = 10_000_000  # in one call: a tenth of a second at most


class TooManyTurnsError(RuntimeError):
    """A function turned its loops longer than any balancer needs."""


@register_jitable
def pay(left: int) -> int:
    """Return the turns that are left after one more.

    >>> pay(3)
    2
    """
    if left == 0:
        raise TooManyTurnsError
    return left - 1


@register_pass(mutates_CFG=False, analysis_only=False)
class PayForTurns(FunctionPass):
    """Put a payment into each block that begins a loop, and the purse into the first block."""

    _name = "pay_for_turns"

    def __init__(self) -> None:
        super().__init__()

    def run_pass(self, state: Any) -> bool:
        """Change the blocks, and return whether there was a loop in them."""
        blocks = state.func_ir.blocks
        first = blocks[min(blocks)]
        loops = {loop.header for loop in compute_cfg_from_blocks(blocks).loops().values()}
        left = first.scope.redefine("$turns_left", first.loc)
        for header in loops:
            pays = first.scope.redefine("$pay", first.loc)
            spent = ir.Expr.call(pays, [left], (), first.loc)
            blocks[header].prepend(ir.Assign(spent, left, first.loc))
            blocks[header].prepend(ir.Assign(ir.Global("pay", pay, first.loc), pays, first.loc))
        if loops:
            first.prepend(ir.Assign(ir.Const(MOST_TURNS, first.loc), left, first.loc))
        return bool(loops)


class BoundedCompiler(CompilerBase):
    """Numba's own compiler, with payments."""

    def define_pipelines(self) -> list[Any]:
        """Return numba's steps, and ours among them."""
        steps = DefaultPassBuilder.define_nopython_pipeline(self.state)
        steps.add_pass_after(PayForTurns, InlineClosureLikes)
        steps.finalize()
        return [steps]

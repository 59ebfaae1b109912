"""Machine code: all that knows numba's inside. Where this cannot be imported, Python runs everything, only slower.

Vocabulary: a `machine` is a balancer's functions compiled; the `kernel` is `fast.kernel`, compiled. A balancer
comes into the kernel as a pointer to a function of a known signature. A kernel made to measure for each balancer
would take seconds to compile, and no other process would find it on disk.
"""

from course_lib.simulation.native.kernel import compiled_kernel, kernel_is_ready
from course_lib.simulation.native.machine import Machine, NotCompiledError, compile_balancer, machine_is_ready, warm

__all__ = [
    "Machine",
    "NotCompiledError",
    "compile_balancer",
    "compiled_kernel",
    "kernel_is_ready",
    "machine_is_ready",
    "warm",
]

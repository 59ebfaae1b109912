"""What a request costs a real Envoy at four rates, plain and encrypted: as the course's own script has measured it.

Vocabulary: a `kind` ("HTTP, mTLS") is a layer and whether each connection on both sides of the proxy is encrypted; its
`cost` is the CPU of 1,000 requests at a rate, what Envoy does when idle included, as a cluster's readings have it.
Milliseconds are one machine's: carry the ratios.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from course_lib.proxies.rate import HTTP, LAYERS, RATES
from course_lib.tables import figure

TABLE = "proxy_live"
CODES = {HTTP: "l7", "TCP": "l4"}


class Kind(NamedTuple):
    """A layer ("HTTP" or "TCP"), and whether connections are encrypted."""

    layer: str
    mtls: bool

    def __str__(self) -> str:
        return f"{self.layer}{', mTLS' * self.mtls}"

    def row(self, rate_per_s: int) -> str:
        """Return the id of its row at a rate.

        >>> Kind("HTTP", mtls=True).row(50)
        'l7_mtls_50_rps'
        """
        return f"{CODES[self.layer]}_{'mtls' if self.mtls else 'plain'}_{rate_per_s}_rps"


KINDS = tuple(Kind(layer, mtls) for mtls in (False, True) for layer in LAYERS)


@cache
def costs_ms(kind: Kind) -> tuple[float, ...]:
    """Return the CPU of 1,000 requests at each of `rate.RATES`, in ms on the machine that measured it.

    >>> [len(costs_ms(kind)) for kind in KINDS]
    [4, 4, 4, 4]
    """
    return tuple(figure(TABLE, kind.row(rate)).value for rate in RATES)


def idle_ms_per_s() -> float:
    """Return what Envoy's CPU does in a second without requests, in ms."""
    return figure(TABLE, "idle").value

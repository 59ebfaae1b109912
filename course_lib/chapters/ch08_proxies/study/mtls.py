"""What encryption costs a request, by how many go over one of a proxy's connections."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values
from course_lib.proxies.mtls import CRYPTOGRAPHY, P_256, Cost, cost, whole_proxy_us

LENGTHS = {f"{requests:,}": requests for requests in (1, 2, 5, 10, 20, 50, 100, 1_000, 10_000)}
CURVE_AT = np.logspace(0, 4, 81)


@dataclass(frozen=True)
class MtlsStudy:
    """One side's encryption beside the whole of a proxy's work.

    Attributes
    ----------
    requests : int
        Over one connection.
    key, counted : str
        "P-256" or "RSA-2048"; the cryptography alone, or whole handshakes.
    transferred_kb, resumed : float
        By a request and its answer; the share of the connections that resume a session.
    cost : Cost
        Of a request.
    curve_us : array of float
        A request's share of the handshake at each of `CURVE_AT`.
    whole_us : float
        What a whole proxy takes for a request.
    """

    requests: int
    key: str
    counted: str
    transferred_kb: float
    resumed: float
    cost: Cost
    curve_us: Values
    whole_us: float

    @property
    def share(self) -> float:
        """Encryption beside a whole proxy, as a share of it."""
        return self.cost.total_us / self.whole_us


def mtls_study(
    requests: str,
    counted: str = CRYPTOGRAPHY,
    key: str = P_256,
    transferred_kb: float = 2,
    resumed_percent: float = 0,
) -> MtlsStudy:
    """Let so many requests go over each connection.

    >>> {each: round(mtls_study(each, transferred_kb=0).share, 4) for each in ("2", "10", "100", "1,000")}
    {'2': 0.353, '10': 0.0706, '100': 0.0071, '1,000': 0.0007}
    """
    resumed, count = resumed_percent / 100, LENGTHS[requests]
    found = cost(count, key, transferred_bytes=1024 * transferred_kb, resumed=resumed, counted=counted)
    curve_us = count * found.handshake_us / CURVE_AT
    return MtlsStudy(count, key, counted, transferred_kb, resumed, found, curve_us, whole_proxy_us())

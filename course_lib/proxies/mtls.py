"""What encryption costs a proxy: a handshake for each connection, and a little for each request.

Vocabulary: a mutual TLS `handshake` takes each side one signature, two verifications (the other's certificate, and its
signature) and one key exchange. It is paid once a connection, so what matters is how many requests go over one
*proxy's* connection before it closes. `Bulk` is the encryption of what is sent and received. All is of one side: a call
has two.

What is `counted` makes a difference: the "cryptography alone" of a handshake with P-256 keys is 141 µs; "whole
handshakes in Envoy" take 390, with messages parsed, memory allocated, certificates checked and tickets issued. A
session that is `resumed` needs no signature. Both are one machine's: ratios are worth carrying elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib import require
from course_lib.estimate import Estimate
from course_lib.proxies.benchmarks import usage
from course_lib.tables import figure

P_256, RSA = KEYS = ("P-256", "RSA-2048")
_ROWS = {P_256: "p_256", RSA: "rsa_2048"}
_ENVOY_ROWS = {P_256: "p_256", RSA: "rsa"}
CRYPTOGRAPHY, WHOLE = COUNTED = ("cryptography alone", "whole handshakes in Envoy")
VERIFICATIONS, EXCHANGE = 2, 2  # operations a side
TLS_1_3, TLS_1_2 = VERSIONS = ("TLS 1.3", "TLS 1.2")


def operation_us(name: str) -> float:
    """Return the CPU of one operation: "p_256_sign", "p_256_verify", "rsa_2048_sign", "rsa_2048_verify", "x25519".

    >>> round(operation_us("rsa_2048_sign"), 1), round(operation_us("p_256_sign"), 1)
    (204.7, 13.7)
    """
    return 1e6 / figure("proxy_mtls", name).value


def key_exchange_us() -> float:
    """Return the CPU of the key exchange on one side.

    >>> round(key_exchange_us(), 1)
    46.4
    """
    return EXCHANGE * operation_us("x25519")


def handshake_us(key: str = P_256, counted: str = CRYPTOGRAPHY) -> float:
    """Return the CPU of one full mutual TLS 1.3 handshake on one side.

    >>> [[round(handshake_us(key, counted)) for key in KEYS] for counted in COUNTED]
    [[141, 276], [390, 800]]
    """
    begin = _ROWS[require.one_of("key", key, KEYS)]
    if require.one_of("counted", counted, COUNTED) == WHOLE:
        return figure("proxy_mtls", f"envoy_full_{_ENVOY_ROWS[key]}").value
    return operation_us(f"{begin}_sign") + VERIFICATIONS * operation_us(f"{begin}_verify") + key_exchange_us()


def resumed_us(key: str = P_256, counted: str = CRYPTOGRAPHY) -> float:
    """Return the CPU of one resumed handshake on one side.

    TLS 1.3 repeats the key exchange. Envoy verifies the other's certificate again, too, and issues new tickets.

    >>> [[round(resumed_us(key, counted)) for key in KEYS] for counted in COUNTED]
    [[46, 46], [285, 285]]
    """
    require.one_of("key", key, KEYS)
    if require.one_of("counted", counted, COUNTED) == WHOLE:
        return figure("proxy_mtls", f"envoy_resumed_{_ENVOY_ROWS[key]}").value
    return key_exchange_us()


def bulk_us(transferred_bytes: float = 2048) -> float:
    """Return the CPU of encrypting and decrypting what a request and its answer transfer, on one side.

    >>> round(bulk_us(), 1)
    0.9
    """
    require.that(require.number("transferred_bytes", transferred_bytes) >= 0, "transferred_bytes", transferred_bytes,
                 "be zero or more")  # fmt: skip
    return transferred_bytes / (1000 * figure("proxy_mtls", "aes_128_gcm").value)


@dataclass(frozen=True)
class Cost:
    """What encryption costs a request on one side, in µs of CPU.

    Attributes
    ----------
    handshake_us, bulk_us : float
        The request's share of its connection's handshake, and its own encryption.
    """

    handshake_us: float
    bulk_us: float

    @property
    def total_us(self) -> float:
        """Both together."""
        return self.handshake_us + self.bulk_us


def cost(
    requests_per_connection: float,
    key: str = P_256,
    *,
    transferred_bytes: float = 2048,
    resumed: float = 0.0,
    counted: str = CRYPTOGRAPHY,
) -> Cost:
    """Return what encryption costs a request on one side.

    Parameters
    ----------
    requests_per_connection : float
        Requests over one connection of the proxy's, from its handshake to its end; at least 1.
    key : str
        "P-256" or "RSA-2048".
    transferred_bytes : float
        What a request and its answer transfer.
    resumed : float
        The share of the connections that resume an earlier session.
    counted : str
        One of `COUNTED`.

    Examples
    --------
    >>> [float(f"{cost(each).handshake_us:.2g}") for each in (2, 10, 100, 1000)]
    [71.0, 14.0, 1.4, 0.14]
    """
    require.that(require.number("requests_per_connection", requests_per_connection) >= 1, "requests_per_connection",
                 requests_per_connection, "be at least 1")  # fmt: skip
    require.between("resumed", resumed, 0, 1)
    opened_us = (1 - resumed) * handshake_us(key, counted) + resumed * resumed_us(key, counted)
    return Cost(opened_us / requests_per_connection, bulk_us(transferred_bytes))


def handshake_cores(handshakes_per_s: float, key: str = P_256, counted: str = CRYPTOGRAPHY) -> float:
    """Return how many cores full handshakes keep busy on one side.

    >>> round(handshake_cores(1000), 2), round(handshake_cores(1000, "RSA-2048"), 2)
    (0.14, 0.28)
    """
    rate = require.number("handshakes_per_s", handshakes_per_s)
    require.that(rate >= 0, "handshakes_per_s", handshakes_per_s, "be zero or more")
    return rate * handshake_us(key, counted) / 1e6


def whole_proxy_us() -> float:
    """Return the CPU that a whole sidecar takes for a request, by Istio's own figure for release 1.24.

    >>> round(whole_proxy_us())
    200
    """
    return 1e6 * usage("istio_1_24", "1000", "Istio").value / 1000


def resumed_share(version: str = TLS_1_3) -> Estimate:
    """Return the CPU of a resumed handshake as a share of a full one of TLS 1.3, as measured elsewhere.

    Its measurements are from 2019, of the client's side, with RSA and only the server authenticated. From TLS 1.3 on,
    resuming repeats the key exchange, so it saves less than it did with TLS 1.2.

    Examples
    --------
    >>> resumed_share("TLS 1.3"), resumed_share("TLS 1.2")
    (0.4259 share (0.3883 to 0.4635), 0.1035 share (0.1 to 0.107))
    """
    begin = {TLS_1_3: "resumed", TLS_1_2: "resumed_1_2"}[require.one_of("version", version, VERSIONS)]
    shares = sorted(
        figure("proxy_mtls", f"full_{library}").value / figure("proxy_mtls", f"{begin}_{library}").value
        for library in ("openssl", "rustls")
    )
    source = figure("proxy_mtls", "full_openssl").source
    return Estimate(low=shares[0], best=sum(shares) / 2, high=shares[1], unit="share", source=f"{source}, 2019")

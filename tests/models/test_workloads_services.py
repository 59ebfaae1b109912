"""Services: each pod behind one once, addresses elsewhere apart, and protocols said to be guesses where they are."""

from __future__ import annotations

import pytest

from course_lib import connections
from course_lib.cluster.workloads.protocols import GRPC, HTTP_1_1, HTTP_2, TCP, TLS, UDP, WEB_SOCKET, protocol
from course_lib.cluster.workloads.services import BY_SELECTOR, Service
from tests.models.pipe_objects import (
    budget,
    container,
    deployment,
    endpoint,
    endpoint_slice,
    pod,
    read,
    replicas,
    service,
)

WEB = replicas("web", 3)
A, B, C = WEB


def one(made: dict, *slices: dict, pods: list[dict] = WEB) -> Service:
    (found,) = read(deployment("web"), *pods, made, *slices).services
    return found


def counts(found: Service) -> tuple[int, int, int, int, int]:
    behind = found.behind
    return len(behind.pods), len(found.takes), len(found.ending), behind.outside, behind.by_name


READY = {"ready": True, "serving": True, "terminating": False}
ENDS = {"ready": False, "serving": True, "terminating": True}
NOT_YET = {"ready": False, "serving": False, "terminating": False}
SHAPES = {
    "a slice for each family of addresses": (
        {},
        [
            endpoint_slice("web", *(endpoint(each, **READY) for each in WEB)),
            endpoint_slice("web", *(endpoint(each, "fd00::1", **READY) for each in WEB), family="IPv6"),
        ],
        (3, 3, 0, 0, 0),
    ),
    "a pod in two slices": (
        {},
        [
            endpoint_slice("web", endpoint(A, **READY), endpoint(B, **NOT_YET)),
            endpoint_slice("web", endpoint(B, **READY), endpoint(C, **READY)),
        ],
        (3, 3, 0, 0, 0),
    ),
    "conditions that are absent": ({}, [endpoint_slice("web", endpoint(A), endpoint(B, ready=None))], (2, 2, 0, 0, 0)),
    "one that serves while it ends": (
        {},
        [endpoint_slice("web", endpoint(A, **READY), endpoint(B, **ENDS), endpoint(C, **NOT_YET))],
        (3, 1, 1, 0, 0),
    ),
    "serving is as ready where it's absent": (
        {},
        [endpoint_slice("web", endpoint(A, ready=False, terminating=True), endpoint(B, ready=True, terminating=True))],
        (2, 1, 1, 0, 0),
    ),
    "a pod that ends in one slice only": (
        {},
        [endpoint_slice("web", endpoint(A, **ENDS)), endpoint_slice("web", endpoint(A, **READY))],
        (1, 1, 0, 0, 0),
    ),
    "those that aren't ready are published": (
        {"publishNotReadyAddresses": True, "clusterIP": "None"},
        [endpoint_slice("web", endpoint(A, **READY), endpoint(B, ready=True, serving=False))],
        (2, 1, 0, 0, 0),
    ),
    "no endpoints and no ports": ({}, [endpoint_slice("web") | {"endpoints": None, "ports": None}], (0, 0, 0, 0, 0)),
    "addresses by hand": (
        {"selector": None},
        [
            endpoint_slice("web", endpoint(None, "198.51.100.7"), endpoint(None, "198.51.100.8", ready=True)),
            endpoint_slice("web", endpoint(None, "host.example.test"), family="FQDN"),
        ],
        (0, 0, 0, 2, 1),
    ),
    "no slice, where others have some": ({}, [endpoint_slice("other")], (0, 0, 0, 0, 0)),
}


@pytest.mark.parametrize("name", SHAPES)
def test_each_pod_behind_a_service_counts_once(name):
    spec, slices, wanted = SHAPES[name]
    found = one(service("web", **spec), *slices)
    assert counts(found) == wanted
    assert found.workloads == ((("shop", "Deployment", "web"),) if wanted[0] else ())
    assert (found.is_headless, found.guess) == (spec.get("clusterIP") == "None", "")


def test_an_external_name_has_neither_address_nor_ports():
    made = service("db")
    made["spec"] = {"type": "ExternalName", "externalName": "db.example.test"}
    found = one(made, endpoint_slice("web"))
    assert (found.kind, found.ports, counts(found), found.is_headless) == ("ExternalName", (), (0, 0, 0, 0, 0), False)


def test_two_services_before_the_same_pods_are_one_workload():
    slices = [endpoint_slice(name, *map(endpoint, WEB)) for name in ("web", "web-too")]
    found = read(deployment("web"), *WEB, service("web"), service("web-too"), *slices)
    assert {each.workloads for each in found.services} == {(("shop", "Deployment", "web"),)}
    assert [len(each.replicas) for each in found.workloads.values()] == [3]


def test_a_pod_that_was_replaced_meanwhile_counts_behind_and_belongs_to_nobody():
    gone = pod("web-5d4-gone")
    found = one(service("web"), endpoint_slice("web", endpoint(A), endpoint(gone)))
    assert (counts(found)[:2], len(found.workloads)) == ((2, 2), 1)


def test_a_pod_is_known_by_its_uid_and_where_there_is_none_by_its_name():
    named = endpoint(A)
    del named["targetRef"]["uid"]
    numbered = endpoint(A)
    del numbered["targetRef"]["name"]
    slices = [endpoint_slice("web", each) for each in (named, numbered, endpoint(A))]
    assert [each.pod for each in one(service("web"), *slices).behind.pods] == ["shop/web-5d4-a"]


def test_slices_of_a_service_that_isn_t_there_are_counted():
    found = read(deployment("web"), *WEB, service("web"), endpoint_slice("web"), endpoint_slice("gone"))
    assert "Left out: 1 endpoint slice belongs to no Service of the files." in found.remarks


def test_without_any_slice_pods_are_selected_and_that_is_said():
    waits = pod("web-5d4-z", labels={"app": "web"}, phase="Pending")
    elsewhere = pod("web", labels={"app": "web"}, namespace="bay")
    found = one(service("web"), pods=[*WEB, waits, elsewhere])
    assert (counts(found)[:2], found.guess) == ((4, 3), BY_SELECTOR)
    assert one(service("web", selector=None)).guess == ""
    assert counts(one(service("web", selector=None))) == (0, 0, 0, 0, 0)


def test_a_service_of_another_group_is_none_of_kubernetes():
    knative = service("web") | {"apiVersion": "serving.knative.dev/v1"}
    found = read(deployment("web"), *WEB, service("web"), knative, budget("b", {}))
    assert len(found.services) == 1
    assert "Of no use here, so left out: 1 object (Service of serving.knative.dev)." in found.remarks


PROTOCOLS = [
    (("TCP", "grpc", ""), GRPC, False, True),
    (("TCP", "kubernetes.io/h2c", "grpc"), HTTP_2, False, True),
    (("TCP", "kubernetes.io/ws", ""), WEB_SOCKET, False, False),
    (("TCP", "kubernetes.io/wss", ""), WEB_SOCKET, False, False),
    (("TCP", "http", "grpc"), HTTP_1_1, False, False),
    (("TCP", "HTTP", ""), HTTP_1_1, False, False),
    (("TCP", "https", ""), TLS, False, False),
    (("TCP", "example.com/frames", "grpc"), "", False, False),
    (("TCP", "", "grpc"), GRPC, True, True),
    (("TCP", "", "grpc-api"), GRPC, True, True),
    (("TCP", "", "grpcapi"), GRPC, True, True),
    (("TCP", "", "grpc-web"), HTTP_1_1, True, False),
    (("TCP", "", "h2c"), HTTP_2, True, True),
    (("TCP", "", "http2-web"), HTTP_2, True, True),
    (("TCP", "", "http"), HTTP_1_1, True, False),
    (("TCP", "", "http-grpc"), HTTP_1_1, True, False),
    (("TCP", "", "https"), TLS, True, False),
    (("TCP", "", "tcp-redis"), TCP, True, False),
    (("TCP", "", "wsgi"), "", False, False),
    (("TCP", "", "sql"), "", False, False),
    (("", "", ""), "", False, False),
    (("UDP", "", "http"), UDP, False, False),
    (("SCTP", "", ""), "SCTP", False, False),
]


@pytest.mark.parametrize(("fields", "name", "is_guess", "carries_many"), PROTOCOLS)
def test_a_protocol_is_stated_or_guessed_and_a_guess_is_said(fields, name, is_guess, carries_many):
    found = protocol(*fields)
    assert (found.name, found.is_guess, found.carries_many) == (name, is_guess, carries_many)
    assert ("guess" in found.words) == is_guess


def test_a_port_s_protocol_may_stand_in_the_slice_or_in_the_name_it_leads_to():
    ports = [{"name": "api", "port": 80}, {"port": 81, "targetPort": "grpc"}, {"port": 82, "targetPort": 8082}]
    stated = endpoint_slice("web", endpoint(A)) | {"ports": [{"name": "api", "appProtocol": "grpc"}]}
    found = one(service("web", *ports), stated)
    assert [each.protocol.words for each in found.ports] == [
        "gRPC (grpc)",
        "gRPC (a guess from the port's name, grpc)",
        "unknown",
    ]
    assert found.carries_many


@pytest.mark.parametrize("ports", [{"port": 80, "targetPort": 9000}, {"port": 9000}])
def test_a_port_without_a_name_may_lead_to_a_container_s_port_that_has_one(ports):
    own = container(ports=[{"containerPort": 9000, "name": "grpc"}, {"containerPort": 9001}])
    behind = replicas("web", 1, containers=[own])
    found = read(*behind, service("web", ports)).services[0]
    assert found.ports[0].protocol.words == "gRPC (a guess from the port's name, grpc)"


def test_protocols_are_called_as_in_the_models():
    assert {GRPC, HTTP_2, HTTP_1_1} < connections.PROTOCOLS.keys()

"""Connections: which requests a connection carries, and to which pod.

Vocabulary
----------
connection  7: a line between one client and one pod; whoever balances connections chooses once, for all it carries
protocol    "HTTP/2": how many requests a connection carries, one after the other or at once
pool        the connections that one client keeps open
rule        kube-proxy's, with iptables: takes a connection for its pod with a probability
busy        6.513: of ten pods, those that get one of ten connections or more, on average
busiest     8.690: the most that one of ten pods gets of fifty connections, on average over all chances
age         300 s: how old a connection may become before its server ends it
renewed     0.5: the share of connections that ended, and were opened anew, since new pods joined
service     checkout, 10 pods, 4 connections: one of your own
"""

from course_lib.connections.ages import renew, renewed_share, share_on_new_pods
from course_lib.connections.clients import client_round_robin
from course_lib.connections.iptables import pod_chances, rule_probabilities, walk
from course_lib.connections.pools import Pool, pool_connections
from course_lib.connections.protocols import (
    GRPC,
    HTTP_1_0,
    HTTP_1_1,
    HTTP_2,
    PROTOCOLS,
    Protocol,
    carry,
    client_of,
    per_request,
    settle,
)
from course_lib.connections.services import Expectation, Service, expectation, worst_first
from course_lib.connections.spread import (
    Busiest,
    busiest,
    busiest_over_mean,
    dealt_over_mean,
    even_chance,
    expected_busiest,
    expected_busy,
)

__all__ = [
    "GRPC",
    "HTTP_1_0",
    "HTTP_1_1",
    "HTTP_2",
    "PROTOCOLS",
    "Busiest",
    "Expectation",
    "Pool",
    "Protocol",
    "Service",
    "busiest",
    "busiest_over_mean",
    "carry",
    "client_of",
    "client_round_robin",
    "dealt_over_mean",
    "even_chance",
    "expectation",
    "expected_busiest",
    "expected_busy",
    "per_request",
    "pod_chances",
    "pool_connections",
    "renew",
    "renewed_share",
    "rule_probabilities",
    "settle",
    "share_on_new_pods",
    "walk",
    "worst_first",
]

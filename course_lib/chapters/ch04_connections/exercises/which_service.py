"""Judge which of four services sends many requests to few pods."""

from __future__ import annotations

from course_lib.connections import busiest_over_mean, dealt_over_mean, expected_busy
from course_lib.framework.exercise.question import Choice, Question, Variant

PODS = 10
TEXT = (
    "Four services run on ten pods each. Unless stated otherwise, callers reach them through a ClusterIP, with"
    " kube-proxy and iptables behind it. On the dashboard of one of them some pods are idle, day after day, while one"
    " is several times as busy as the mean. Which one is it?"
)


def even(connections: int, what: str) -> str:
    """Say how uneven many connections are."""
    return f"{what}: the busiest pod gets about {busiest_over_mean(PODS, connections):.2f} times the mean. Not even,"


def pinned(connections: int) -> str:
    """Say what few connections do."""
    return (
        f"on average {expected_busy(PODS, connections):.1f} of ten pods get anything, and the busiest gets"
        f" {busiest_over_mean(PODS, connections):.1f} times the mean."
    )


BY_REQUEST = "Each request is balanced by itself, whatever connection it comes on."
which_service = Question(
    chapter="connections",
    name="which_service",
    decision="tell which of your services has the imbalance problem",
    variants=(
        Variant(
            TEXT,
            (
                Choice(
                    "orders: HTTP/1.0, 3 callers, 2,000 requests a second",
                    even(2000, "Each request has a connection of its own, so a second holds 2,000 draws")
                    + " but far from several times the mean, and in the next second it's another pod.",
                ),
                Choice(
                    "quotes: gRPC, 3 callers with a connection each, 2,000 requests a second",
                    f"Yes: three connections, and all requests travel down them. So {pinned(3)} Nothing changes that as"
                    " long as the callers run, and more pods would be idle, too.",
                ),
                Choice(
                    "search: HTTP/1.1, 60 callers with pools of 10 connections, all in use",
                    even(600, "600 connections, and each carries about the same")
                    + " but no pod is idle. What makes trouble is few connections, not keeping them open.",
                ),
                Choice(
                    "images: gRPC, 3 callers, sidecar proxies that balance requests",
                    f"{BY_REQUEST} It doesn't matter that there are only three connections from callers to proxies.",
                ),
            ),
            right=1,
        ),
        Variant(
            TEXT,
            (
                Choice(
                    "chat: one WebSocket for each of 2,000 users, who all write about the same amount",
                    even(2000, "2,000 connections that carry the same")
                    + " and pinned, but no pod is idle. (Pods that join later would be.)",
                ),
                Choice(
                    "rates: gRPC, 4 callers, round_robin over a headless service",
                    "Each caller has a connection to every pod, and uses them in turns: even, without any mesh.",
                ),
                Choice(
                    "stock: HTTP/1.0, 4 callers, 300 requests a second",
                    even(300, "300 draws a second, each request on a connection of its own")
                    + " but it's another pod every second, and over a minute it evens out.",
                ),
                Choice(
                    "feed: gRPC through a mesh's proxies; each of 4 callers opens one stream and sends everything down"
                    " it",
                    "Yes: a mesh balances requests, and a stream is one request, however long it lasts and whatever"
                    f" it carries. Four streams reach four pods at best; the busiest gets"
                    f" {dealt_over_mean(PODS, 4):.1f} times the mean or more, and six pods nothing.",
                ),
            ),
            right=3,
        ),
        Variant(
            TEXT,
            (
                Choice(
                    "mail: HTTP/1.1 with keep-alive, 2 callers; each sends one request after the other, all day",
                    "Yes: a client that sends one request after the other needs one connection, and keeps it. Two"
                    f" connections in all: {pinned(2)} HTTP/1.1 alone is no protection: it takes many requests at"
                    " once.",
                ),
                Choice(
                    "prices: HTTP/1.1 with keep-alive, 100 callers with 4 requests at once each",
                    even(400, "About 400 connections are in use") + " but no pod is idle.",
                ),
                Choice(
                    "auth: gRPC, 2 callers, an ingress proxy in front that balances requests",
                    f"{BY_REQUEST} Where the proxy stands doesn't matter for that.",
                ),
                Choice(
                    "tiles: HTTP/2, 1,000 browsers with a connection each",
                    even(1000, "1,000 connections, from clients that are all alike")
                    + " but no pod is anywhere near idle. HTTP/2 is trouble only where clients are few.",
                ),
            ),
            right=0,
        ),
    ),
    hints=(
        "For each service: what chooses the pod, and does it choose once for each connection or once for each request?",
        "Where a pod is chosen for each connection: how many connections are there? Count those, not the requests.",
    ),
)

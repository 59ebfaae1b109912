#!/bin/bash
# Ciw 3.2.7, happysim 0.2.5, asyncflow-sim 0.1.1: the "least" busy server is found by four different counts.
#
# What you'd expect: "least connections" and "join the shortest queue" send a request to the server with the fewest
# requests that were sent there and haven't ended: those on the wire, those that wait, and the one in service. At 80% of
# ten servers the mean wait is then a third of a service.
#
# What happens: each of these counts something else, and says "least" or "shortest" of it.
#   - Ciw 3.2.7, LoadBalancing: all that are at the server. Mean wait 0.3 of a service.
#   - Ciw 3.2.7, JoinShortestQueue: those that wait, without the one in service: 0.8
#     (ciw-joins-the-shortest-queue-without-who-is-served.sh).
#   - happysim 0.2.5, LeastConnections before a Server: the one in service, without those that wait. An idle server is
#     found, but all busy ones tie, and the first has it: a queue grows there without end. The mean wait is 20 services
#     in a run as long as 1,000 services, and 40 in one of 2,000.
#   - asyncflow-sim 0.1.1, least_connection: those on the wire to the server, and no others. With 1 ms of network and
#     100 ms of service, nine requests of ten go to the first of ten servers.
# So before you compare policies in a simulator, look which of the four its "least" sees.
#
# Documented: in Ciw; LoadBalancing "also counts customers in service", says its docstring. In part in the others:
# asyncflow-sim's speaks of the edge "with the fewest concurrent connections", and an edge is its word for the wire;
# happysim's "fewest active connections" are what each backend gives as its own, and what that is isn't said. Needs
# Python 3.13, for happysim.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
for python in python3.13 python3.14 python3; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 13))' 2>/dev/null; then break; fi
done
"$python" -c 'import sys; sys.exit("This needs Python 3.13." if sys.version_info < (3, 13) else 0)'
"$python" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --no-compile "ciw==3.2.7" "happysim==0.2.5" "asyncflow-sim==0.1.1"
cd "$place"
venv/bin/python - <<'PY'
import statistics
import sys
from collections import Counter
from importlib.metadata import version

import ciw
import happysimulator as happy
import simpy
from asyncflow import components
from asyncflow.builder.asyncflow_builder import AsyncFlow
from asyncflow.runtime.actors.edge import EdgeRuntime
from asyncflow.runtime.simulation_runner import SimulationRunner
from asyncflow.settings import SimulationSettings
from asyncflow.workload import RqsGenerator
from happysimulator.components.load_balancer import LeastConnections, LoadBalancer

SERVERS, LOAD, UNTIL = 10, 0.8, 1000


def ciw_wait(router):
    """Return the mean wait in services, and each server's share; node 1 only routes."""
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(SERVERS * LOAD)] + [None] * SERVERS,
        service_distributions=[ciw.dists.Deterministic(0.0)] + [ciw.dists.Exponential(1.0)] * SERVERS,
        number_of_servers=[float("inf")] + [1] * SERVERS,
        routing=ciw.routing.NetworkRouting(routers=[router] + [ciw.routing.Leave()] * SERVERS),
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(UNTIL)
    records = [each for each in simulation.get_all_records() if each.node > 1]
    return statistics.mean(each.waiting_time for each in records), Counter(each.node - 2 for each in records)


class Server(happy.Server):
    """A server that notes how long each request was there."""

    def handle_queued_event(self, event):
        result = yield from super().handle_queued_event(event)
        self.stays.append((self.now - event.context["created_at"]).to_seconds())
        return result


def happy_wait():
    """Return the mean wait in services of those served, and each server's share."""
    servers = [Server(f"s{n}", service_time=happy.ExponentialLatency(1.0)) for n in range(SERVERS)]
    for server in servers:
        server.stays = []
    balancer = LoadBalancer("balancer", servers, LeastConnections())
    source = happy.Source.poisson(SERVERS * LOAD, balancer)
    happy.Simulation(sources=[source], entities=[balancer, *servers], duration=UNTIL).run()
    sent = {n: balancer.get_backend_info(server).total_requests for n, server in enumerate(servers)}
    return statistics.mean(stay for server in servers for stay in server.stays) - 1, Counter(sent)


def asyncflow_sent():
    """Return how many requests of 0.1 s went to each server in half a minute, over a network of 1 ms."""
    names = [f"s{n}" for n in range(SERVERS)]
    network = {"mean": 0.001, "distribution": "exponential"}
    links = [("users", "client"), ("client", "balancer"), *(("balancer", name) for name in names),
             *((name, "client") for name in names)]
    edges = [components.Edge(id=f"{a}-{b}", source=a, target=b, latency=network, dropout_rate=0.0) for a, b in links]
    steps = [{"kind": "cpu_bound_operation", "step_operation": {"cpu_time": 0.1}}]
    endpoint = components.Endpoint(endpoint_name="/", steps=steps)
    resources = components.ServerResources(cpu_cores=1, ram_mb=1024)
    users = {"mean": 60 * SERVERS * LOAD}
    payload = (
        AsyncFlow()
        .add_generator(RqsGenerator(id="users", avg_active_users=users, avg_request_per_minute_per_user={"mean": 10}))
        .add_client(components.Client(id="client"))
        .add_servers(*(components.Server(id=name, server_resources=resources, endpoints=[endpoint]) for name in names))
        .add_load_balancer(
            components.LoadBalancer(id="balancer", algorithms="least_connection", server_covered=set(names))
        )
        .add_edges(*edges)
        .add_simulation_settings(SimulationSettings(total_simulation_time=30))
        .build_payload()
    )
    sent, original = Counter(), EdgeRuntime.transport

    def counted(edge, state):
        sent[edge.edge_config.id] += 1
        return original(edge, state)

    EdgeRuntime.transport = counted
    SimulationRunner(env=simpy.Environment(), simulation_input=payload).run()
    return [sent[f"balancer-{name}"] for name in names]


as_described, nodes = True, list(range(2, SERVERS + 2))
print(f"ten servers at {LOAD:.0%}; mean wait in services, and how many requests each server got")
present, _ = ciw_wait(ciw.routing.LoadBalancing(nodes))
waiting, _ = ciw_wait(ciw.routing.JoinShortestQueue(nodes))
print(f"Ciw {ciw.__version__}, LoadBalancing: {present:.2f}; JoinShortestQueue: {waiting:.2f}")
in_service, shares = happy_wait()
print(f"happysim {version('happysim')}, LeastConnections: {in_service:.2f};", *shares.values())
wire = asyncflow_sent()
print(f"asyncflow-sim {version('asyncflow-sim')}, least_connection:", *wire)
as_described = present < 0.5 < waiting < 1.2 and in_service > 3 and wire[0] > 0.75 * sum(wire)
versions = [version(name) for name in ("ciw", "happysim", "asyncflow-sim")]
sys.exit(0 if versions == ["3.2.7", "0.2.5", "0.1.1"] and as_described else 1)
PY
echo "As described."

#!/bin/bash
# Ciw 3.2.7 draws which of several events at one instant comes first: a system without any chance depends on the seed.
#
# What you'd expect: where arrivals and services are deterministic, every run is the same. A customer who arrives just as
# the only server becomes free always finds it free, or never does.
#
# What happens: if several nodes have their next event at the same time, one of them is picked at random, and arrivals
# count as a node. With one customer a second, one second of service, one server and no room to wait, a third of the
# customers are turned away, and which ones changes with the seed. (After each customer served, the next one comes too
# early half of the time. That one is rejected and leaves the server free for the one after: 1/2 of 3/2.) It looks like a
# loss that the system has.
# If you compare your own simulator with Ciw on whole seconds, don't expect the same run, nor the same mean.
#
# Documented: under "Simultaneous Events" in the "Notes on Ciw's Mechanisms", but not where deterministic distributions,
# queue capacities and seeds are explained. In the source it is `find_next_active_node` of ciw/simulation.py.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "ciw==3.2.7"
"$place/venv/bin/python" - <<'PY'
import sys

import ciw


def rejected(seed):
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Deterministic(1.0)],
        service_distributions=[ciw.dists.Deterministic(1.0)],
        number_of_servers=[1],
        queue_capacities=[0],
    )
    ciw.seed(seed)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(1000.5)
    return [record.arrival_date for record in simulation.get_all_records() if record.record_type == "rejection"]


runs = [rejected(seed) for seed in range(5)]
counts = [len(run) for run in runs]
print(f"ciw {ciw.__version__}: of 1,000 customers, one a second and one second each, rejected by seed: {counts}")
print("the first who are, in seconds:", *(run[:4] for run in runs[:2]))
varies = len({tuple(run) for run in runs}) == len(runs)
a_third = all(280 < count < 390 for count in counts)
again = rejected(0) == runs[0]
sys.exit(0 if ciw.__version__ == "3.2.7" and varies and a_third and again else 1)
PY
echo "As described."

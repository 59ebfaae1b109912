"""What a mesh is wanted for besides balancing: alternatives bring the same features, or say which they lack.

Vocabulary: a `feature` ("mTLS") is provided by an alternative, or needed by a scenario. Encryption that is needed
anyway costs something without a mesh, too.
"""

from __future__ import annotations

MTLS = "mTLS"
BALANCING = "requests balanced"
RETRIES = "retries and timeouts"
POLICY = "policy by connection"
REQUEST_POLICY = "policy by request"
METRICS = "metrics by request"
FEATURES = (MTLS, BALANCING, RETRIES, POLICY, REQUEST_POLICY, METRICS)

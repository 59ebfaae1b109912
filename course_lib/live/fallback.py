"""The forwarder's end in the kernel: it is asked for the same things as Envoy."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from course_lib.live import forwarder
from course_lib.live.children import Children

NAME = "forwarder"


class Forwarder:
    """A running forwarder, for a machine without an Envoy.

    Attributes
    ----------
    port, pid : int
        Where it listens, and its process.
    """

    def __init__(self, children: Children, layer: str, policy: str, ports: Sequence[int]) -> None:
        self._children = children
        asked = {"layer": layer, "policy": policy}
        self.pid = children.start(NAME, [sys.executable, "-P", forwarder.__file__, json.dumps(asked)])
        self.set_endpoints(ports)

    def set_endpoints(self, ports: Sequence[int]) -> None:
        """Have the forwarder know these pods and no others."""
        self.port: int = self._children.tell(NAME, *ports)

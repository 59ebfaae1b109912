"""Who acts: a saving is only there once somebody lowers replicas and requests, and drains nodes and gives them back.

Vocabulary: an `act` ("replicas") is somebody's work: raising the autoscaler's target, or lowering a number. Without it
what it would save isn't saved; what grows, grows by itself, as nobody overlooks an objective that is missed or a pod
that fits nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Acts:
    """What somebody does.

    Attributes
    ----------
    replicas : bool
        The owner of a service raises the autoscaler's target, or lowers the replicas.
    requests : bool
        The owner of a service sets its requests to what it uses.
    nodes : bool
        The owner of the cluster drains nodes, and gives them back or switches them off.
    """

    replicas: bool = True
    requests: bool = True
    nodes: bool = True

    @property
    def done(self) -> tuple[str, ...]:
        """What is done, by name."""
        return tuple(each.name for each in fields(self) if getattr(self, each.name))

    def __str__(self) -> str:
        return f"if somebody sees to {', '.join(self.done)}" if self.done else "if nobody acts"


EVERYBODY, NOBODY = Acts(), Acts(replicas=False, requests=False, nodes=False)
WHO = {
    "replicas": "the owners of the services raise the autoscaler's target, or lower the replicas",
    "requests": "the owners of the services set requests to what is used",
    "nodes": "the owners of the cluster drain nodes and give them back",
}

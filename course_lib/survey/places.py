"""Where a cluster runs, as far as its nodes' labels say: region and kind of machine.

Source: https://kubernetes.io/docs/reference/labels-annotations-taints
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from course_lib.cluster.exports.unfold import Item

REGION = ("topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region")
MACHINE = ("node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type")


@dataclass(frozen=True)
class Places:
    """What nodes' labels say of where they are.

    Attributes
    ----------
    regions, machines : mapping of str to int
        How many nodes are in each region ("eu-central-1"), and of each kind ("m5.large"); nodes without a label aren't
        counted.
    """

    regions: Mapping[str, int] = field(default_factory=dict)
    machines: Mapping[str, int] = field(default_factory=dict)

    @property
    def region(self) -> str:
        """The region of most nodes; empty where no label says one."""
        return max(self.regions, key=lambda each: (self.regions[each], each), default="")


def places(nodes: Iterable[Item]) -> Places:
    """Return where nodes are."""
    labels = [each.at("metadata", "labels").texts() for each in nodes]
    return Places(_counts(labels, REGION), _counts(labels, MACHINE))


def _counts(labels: Iterable[Mapping[str, str]], keys: tuple[str, ...]) -> dict[str, int]:
    said = (next((own[key] for key in keys if own.get(key)), "") for own in labels)
    return dict(Counter(filter(None, said)))

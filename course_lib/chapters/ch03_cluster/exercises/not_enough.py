"""Judge why a sum divided by a capacity promises too few nodes."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.framework.exercise.question import Choice, Question, Variant

GIB = 1024


@dataclass(frozen=True)
class Fleet:
    """Equal pods and the nodes they go onto, in cores and GiB; a node takes at most 110 pods."""

    pods: int
    cores: float
    gib: float
    node_cores: float
    node_gib: float
    pods_most: int = 110

    @property
    def by_sum(self) -> float:
        """The nodes that the sum of the CPU requests seems to need."""
        return self.pods * self.cores / self.node_cores

    @property
    def holds(self) -> dict[str, int]:
        """How many pods a node holds by each of its three limits."""
        # Amounts are multiples of 0.001 core: rounded, or 15 cores would not hold 150 pods of 0.1.
        cpu, memory = round(self.node_cores / self.cores, 6), round(self.node_gib / self.gib, 6)
        return {"CPU": int(cpu), "memory": int(memory), "number": self.pods_most}

    @property
    def needed(self) -> int:
        """The nodes that are really needed."""
        return -(-self.pods // min(self.holds.values()))


LARGE = Fleet(pods=104, cores=6, gib=8, node_cores=15.6, node_gib=58)
HEAVY = Fleet(pods=1240, cores=0.5, gib=2.5, node_cores=15.5, node_gib=58)
MANY = Fleet(pods=5200, cores=0.1, gib=0.125, node_cores=13, node_gib=27)
NAMES = ("CPU", "memory", "number")


def variant(fleet: Fleet, right: int, why: str) -> Variant:
    """Return the question for one fleet; `why` explains the right choice with its numbers."""
    holds = fleet.holds
    choices = [
        Choice(
            "A node's CPU doesn't divide into whole pods.",
            f"{fleet.node_cores:g} / {fleet.cores:g} = {fleet.node_cores / fleet.cores:.1f}: by CPU a node holds"
            f" {holds['CPU']} pods. By CPU alone that makes {-(-fleet.pods // holds['CPU'])} nodes: enough. Something"
            " else is used up first.",
        ),
        Choice(
            "Memory is used up before the CPU.",
            f"By memory a node holds {holds['memory']} of these pods: {fleet.node_gib:g} / {fleet.gib:g}. That's more"
            f" than the {min(holds.values())} that something else allows.",
        ),
        Choice(
            "A node takes no more than 110 pods, however small.",
            f"That's a limit, and often overlooked. But here a node holds only {min(holds.values())} of these pods.",
        ),
        Choice(
            "The scheduler spreads its pods instead of packing them.",
            "By default it does. But it leaves no pod waiting while any node has room: identical pods fill all"
            " nodes in the end, whatever the order.",
        ),
    ]
    choices[right] = Choice(choices[right].text, why)
    text = (
        f"{fleet.pods:,} identical pods request {fleet.cores:g} cores and {fleet.gib:g} GiB each. A node can give"
        f" {fleet.node_cores:g} cores and {fleet.node_gib:g} GiB, and takes 110 pods. A colleague works out"
        f" {fleet.pods:,} · {fleet.cores:g} / {fleet.node_cores:g} = {fleet.by_sum:g} nodes, and orders 46 to be on the"
        " safe side. Pods are still waiting. Why?"
    )
    return Variant(text, tuple(choices), right)


not_enough = Question(
    chapter="cluster",
    name="not_enough",
    decision="tell which resource runs out first, and so what another node would be for",
    variants=(
        variant(
            HEAVY,
            1,
            f"Yes: 58 / 2.5 leaves room for {HEAVY.holds['memory']} pods a node, where the CPU would hold"
            f" {HEAVY.holds['CPU']}. That makes {HEAVY.needed} nodes, and on each of them"
            f" {15.5 - 0.5 * HEAVY.holds['memory']:g} cores are paid for and stranded.",
        ),
        variant(
            LARGE,
            0,
            f"Yes: two pods take 12 of 15.6 cores, and a third doesn't fit. {LARGE.needed} nodes are needed, and on"
            " each of them 3.6 cores are left over. Smaller pods, or nodes of another shape, would use them.",
        ),
        variant(
            MANY,
            2,
            f"Yes: the CPU would hold {MANY.holds['CPU']} of these pods, the memory {MANY.holds['memory']}, the node"
            f" takes 110. That makes {MANY.needed} nodes. The limit is set in the kubelet, the program that runs the"
            " pods on each node, and can be raised; it has nothing to do with packing.",
        ),
    ),
    hints=(
        "A node has three limits here: CPU, memory, and the number of pods. How many of these pods does each allow?",
        "Round each down to whole pods. The smallest of the three counts: divide the pods by it.",
    ),
)

"""The last step of net_nodes, in which the nodes that are filled are set against those that there are; wrong ways."""

from __future__ import annotations

from course_lib.framework.exercise.family import Part

LAST = {
    "drained-by-itself": Part(
        lambda nodes, filled, drained: filled - nodes,
        "Your nodes go by themselves. Requests that become less only leave nodes emptier; they go when somebody drains"
        " them and gives them back. Where nobody does, nothing is saved.",
        "nodes only go if somebody drains them.",
    ),
    "growth-needs-a-drain": Part(
        lambda nodes, filled, drained: filled - nodes if drained else 0,
        "Where nobody drains nodes, you return 0 even if the requests fill more of them than there are. New ones come"
        " without anybody draining: only a saving needs that.",
        "where more nodes are needed, they come without anybody draining.",
    ),
    "drained-the-wrong-way": Part(
        lambda nodes, filled, drained: 0 if filled < nodes and drained else filled - nodes,
        "You have the condition the wrong way round: nodes go where nobody drains them, and stay where somebody does.",
        "nodes go where somebody drains them, not where nobody does.",
    ),
    "nodes-never-go": Part(
        lambda nodes, filled, drained: max(0, filled - nodes),
        "Your nodes never go. Where somebody drains those that have become superfluous, they do.",
        "where somebody drains, nodes go.",
    ),
    "growth-is-nothing": Part(
        lambda nodes, filled, drained: 0 if filled > nodes and not drained else filled - nodes,
        "You compare the wrong way: where nobody drains, more nodes than before count as 0, and fewer as saved. It's"
        " the saving that needs somebody.",
        "it's the saving that needs somebody who drains, not the growth.",
    ),
    "zero-where-drained": Part(
        lambda nodes, filled, drained: 0 if drained else filled - nodes,
        "You return 0 where somebody drains nodes. That's where nodes can go; where nobody does, none are saved.",
        "nodes go where somebody drains them.",
    ),
    "growth-is-nothing-where-drained": Part(
        lambda nodes, filled, drained: 0 if filled > nodes and drained else filled - nodes,
        "You have both the wrong way round: more nodes than before count as 0 where somebody drains, and fewer are"
        " saved where nobody does. Which of the two needs somebody?",
        "it's fewer nodes that need somebody who drains.",
    ),
    "never-grows-in-nodes": Part(
        lambda nodes, filled, drained: min(0, filled - nodes),
        "You never return more than 0, and nodes go by themselves. Where a mesh fills more nodes than there were,"
        " return how many more; where it fills fewer, they only go if somebody drains them.",
        "more nodes than before come by themselves; fewer need somebody who drains.",
    ),
    "saves-only": Part(
        lambda nodes, filled, drained: min(0, filled - nodes) if drained else 0,
        "You never return more than 0. A mesh may fill more nodes than there were: then return how many more.",
        "a mesh may need more nodes than there were.",
    ),
    "nodes-for-nothing": Part(
        lambda nodes, filled, drained: nodes if filled < nodes and not drained else filled - nodes,
        "Where the nodes stay, you return how many there are. The question is how many more there are than before, or"
        " fewer: none.",
        "where the nodes stay, nothing is added and nothing saved.",
    ),
    "nodes-filled": Part(
        lambda nodes, filled, drained: 0 if filled < nodes and not drained else filled,
        "You return how many nodes are filled. The question is how many more that is than before, or fewer: subtract"
        " `nodes`.",
        "subtract the nodes that there were.",
    ),
    "share-of-the-nodes": Part(
        lambda nodes, filled, drained: 0 if filled < nodes and not drained else (filled - nodes) / nodes,
        "You return a share of the nodes. The question is how many there are more, or fewer.",
        "return a number of nodes, not a share of them.",
    ),
    "nodes-left": Part(
        lambda nodes, filled, drained: nodes if filled < nodes and not drained else filled,
        "You return how many nodes there are then. The question is how many more than before, or fewer.",
        "return the difference from before, not the nodes themselves.",
    ),
}

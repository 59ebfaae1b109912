"""Deeper: what share of the cores is sure to be useful."""

from course_lib import rocks
from course_lib.framework.exercise.formulas import changed, scaled
from course_lib.framework.exercise.ingredients import Ingredient
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise

guarantee = NumberExercise(
    chapter="rocks",
    name="guarantee",
    decision="say what share of a cluster's cores a pod size guarantees",
    text="The largest pod takes {size:g} of a node's {capacity:g} cores, and most pods take nearly as much;"
    " {overhead:g} core of each is its sidecar. With the two bounds above, 1 - x/C and 1 - o/x, what share of the cores"
    " paid for is guaranteed to do useful work? (Between 0 and 1, to three digits.)",
    variants=(
        {"size": 1.0, "overhead": 0.2, "capacity": 8},
        {"size": 3.0, "overhead": 0.3, "capacity": 24},
        {"size": 2.0, "overhead": 0.1, "capacity": 16},
    ),
    right=rocks.guaranteed_efficiency,
    working="(1 - {size:g}/{capacity:g}) · (1 - {overhead:g}/{size:g}) = {answer:.4f}: what the gap leaves, times what"
    " the sidecar leaves of it.",
    unit="",
    tolerance=0.001,
    digits=3,
    mistakes={
        "overhead-forgotten": Mistake(
            lambda size, capacity: 1 - size / capacity,
            "the gap alone. Of what fills a node, the sidecars' part is not useful work: multiply by 1 - o/x.",
        ),
        "gap-forgotten": Mistake(
            lambda size, overhead: 1 - overhead / size,
            "the sidecars alone. A node may also have room left that is just too small for one more pod: multiply"
            " by 1 - x/C.",
        ),
        "losses-added": Mistake(
            lambda size, overhead, capacity: 1 - size / capacity - overhead / size,
            "the two losses added. The sidecars take their share of what is filled, not of the whole node: multiply.",
        ),
        "overhead-on-top": Mistake(
            lambda size, overhead, capacity: (1 - size / capacity) * size / (size + overhead),
            "a sidecar that comes on top of the pod's size. Here the size includes it: useful is x - o.",
        ),
        "mixed-sizes": Mistake(
            changed(largest=lambda size, overhead: 2 * size - overhead),
            "the guarantee for mixed sizes, as in this chapter's first picture with a spread of 100%: there the largest"
            " pod is nearly twice the mean, and so is the gap. Here x is the largest pod: no gap is larger.",
        ),
        "overhead-of-the-node": Mistake(
            lambda size, overhead, capacity: (1 - size / capacity) * (1 - overhead / capacity),
            "o/C, as if there were one sidecar a node. Every pod has one: its share is o/x.",
        ),
        "bounds-averaged": Mistake(
            lambda size, overhead, capacity: ((1 - size / capacity) + (1 - overhead / size)) / 2,
            "the mean of the two bounds. One says what is filled, the other what part of that is useful: multiply.",
        ),
        "bounds-added": Mistake(
            lambda size, overhead, capacity: (1 - size / capacity) + (1 - overhead / size),
            "the two bounds added. One says what is filled, the other what part of that is useful: multiply.",
        ),
        "bounds-divided": Mistake(
            lambda size, overhead, capacity: (1 - overhead / size) / (1 - size / capacity),
            "one bound divided by the other. One says what is filled, the other what part of that is useful: multiply.",
        ),
        "gap-of-the-work": Mistake(
            lambda size, overhead, capacity: (1 - (size - overhead) / capacity) * (1 - overhead / size),
            "a gap of the work alone. The sidecar needs room, too: the gap is as large as the whole pod, x.",
        ),
        "overhead-on-top-of-both": Mistake(
            lambda size, overhead, capacity: (1 - (size + overhead) / capacity) * size / (size + overhead),
            "a sidecar that comes on top of the pod's size, in both bounds. Here the size includes it: x is the size as"
            " it stands.",
        ),
        "overhead-on-top-in-the-gap": Mistake(
            lambda size, overhead, capacity: (1 - (size + overhead) / capacity) * (1 - overhead / size),
            "a gap of the pod and one more sidecar. The size includes the sidecar: the gap is x at most.",
        ),
        "gap-alone-with-overhead-on-top": Mistake(
            lambda size, overhead, capacity: 1 - (size + overhead) / capacity,
            "the gap alone, for pods larger by one more sidecar. The size includes the sidecar; and of what is filled,"
            " the sidecars' part isn't useful work.",
        ),
        "losses-multiplied": Mistake(
            lambda size, overhead, capacity: size / capacity * overhead / size,
            "the two losses multiplied, x/C by o/x. Multiply what is left of each: 1 - x/C and 1 - o/x.",
        ),
        "losses-multiplied-off-one": Mistake(
            lambda size, overhead, capacity: 1 - size / capacity * overhead / size,
            "1 less the product of the two losses. Multiply what is left of each: 1 - x/C and 1 - o/x.",
        ),
        "gap-itself": Mistake(
            lambda size, capacity: size / capacity,
            "x/C: that's the gap, as a share of a node. It's lost, and so is the sidecars' part of the rest.",
        ),
        "overhead-itself": Mistake(
            lambda size, overhead: overhead / size,
            "o/x: that's the sidecar's share of a pod. It's lost, and so is the gap.",
        ),
        "overhead-guaranteed": Mistake(
            lambda size, overhead, capacity: (1 - size / capacity) * overhead / size,
            "the share that the sidecars are sure to take. Useful is the rest of what is filled: 1 - o/x.",
        ),
        "times-the-overhead": Mistake(
            lambda size, overhead, capacity: (1 - size / capacity) * overhead,
            "what is filled, times the sidecar's cores. Take the share that is not sidecar: 1 - o/x.",
        ),
        "cores-of-a-node": Mistake(
            lambda answer, capacity: answer * capacity,
            "the useful cores of a node. What's needed is their share of all its cores: leave out the last step.",
        ),
        "of-the-text": Mistake(
            lambda: 0.848,
            "the figure in the text, 84.8%. That's the best there is with 0.1 core a sidecar on nodes of 16; here the"
            " sizes are different.",
        ),
        "percent": Mistake(
            scaled(100),
            "the right value in percent. The answer is a share between 0 and 1.",
        ),
        "the-waste": Mistake(
            lambda answer: 1 - answer,
            "the share that is lost. The question is which share is useful.",
        ),
    },
    ingredients={
        "size": Ingredient("the pod's {size:g} cores", left_out=None, in_text=1.26),
        "overhead": Ingredient("the sidecar's {overhead:g} core", left_out=0, in_text=0.1),
        "capacity": Ingredient("the node's {capacity:g} cores", left_out=None, in_text=16),
    },
    hints=(
        "Two things are lost: the gap at the top of each node, and the sidecar in each pod.",
        "The gap is at most as large as one pod, so at least 1 - x/C is filled.",
        "Of what is filled, 1 - o/x is useful. The two shares multiply.",
    ),
    is_deeper=True,
)

"""Deeper: what it is worth to measure before one chooses."""

from __future__ import annotations

from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.framework.exercise.ingredients import Ingredient
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise


def by_likelihood(few: float, middle: float, many: float, p_few: float, p_middle: float, p_many: float) -> float:
    """Return what comes of three possibilities on average."""
    return (p_few * few + p_middle * middle + p_many * many) / 100


def mean_of_the_mesh(few: float, middle: float, many: float, p_few: float, p_middle: float, p_many: float) -> float:
    """Return what the mesh saves on average."""
    return by_likelihood(few, middle, -many, p_few, p_middle, p_many)


def known(few: float, middle: float, many: float, client: float, p_few: float, p_middle: float, p_many: float) -> float:
    """Return what is saved on average by who knows and then chooses."""
    return by_likelihood(max(few, client), max(middle, client), client, p_few, p_middle, p_many)


def right(few: float, middle: float, many: float, client: float, p_few: float, p_middle: float, p_many: float) -> float:
    """Return what is saved more on average by who knows."""
    chances = p_few, p_middle, p_many
    return known(few, middle, many, client, *chances) - max(client, mean_of_the_mesh(few, middle, many, *chances), 0)


MISTAKES = {
    "known-alone": Mistake(
        known,
        "what you save on average once you know. Without knowing it, you'd also save something: what the best choice"
        " saves on average.",
    ),
    "unknown-alone": Mistake(
        lambda client: client,
        "what you save without knowing. How much more is it, on average, if you know before you choose?",
    ),
    "mean-of-the-mesh": Mistake(
        mean_of_the_mesh,
        "what the mesh saves on average. The question is what it's worth to know which of the three holds.",
    ),
    "mesh-or-nothing": Mistake(
        lambda few, middle, many, p_few, p_middle, p_many: (
            by_likelihood(few, middle, 0, p_few, p_middle, p_many)
            - max(0, mean_of_the_mesh(few, middle, many, p_few, p_middle, p_many))
        ),
        "a choice between the mesh and nothing. Client-side balancing is a third way, which saves the same whatever"
        " holds.",
    ),
    "mesh-or-nothing-known": Mistake(
        lambda few, middle, p_few, p_middle: by_likelihood(few, middle, 0, p_few, p_middle, 0),
        "what the mesh saves on average if you install it only where it saves. Where it doesn't, client-side balancing"
        " still would; and without knowing, you'd have saved something as well.",
    ),
    "mesh-wherever-it-saves": Mistake(
        lambda few, middle, client, p_few, p_middle, p_many: (
            by_likelihood(few, middle, client, p_few, p_middle, p_many) - client
        ),
        "a mesh wherever it saves anything. In the middle case client-side balancing saves more: once you know, you'd"
        " choose that.",
    ),
    "mesh-wherever-it-saves-known": Mistake(
        lambda few, middle, client, p_few, p_middle, p_many: by_likelihood(
            few, middle, client, p_few, p_middle, p_many
        ),
        "what you save on average with a mesh wherever it saves anything. In the middle case client-side balancing"
        " saves more; and without knowing, you'd have saved something as well.",
    ),
    "loss-as-gain": Mistake(
        lambda few, middle, many, p_few, p_middle, p_many: by_likelihood(few, middle, many, p_few, p_middle, p_many),
        "what the mesh saves on average, if it saved nodes in all three cases. If there are many, it takes some; and"
        " the question is what it's worth to know which case holds.",
    ),
    "loss-as-gain-over-client": Mistake(
        lambda few, middle, many, client, p_few, p_middle, p_many: (
            by_likelihood(few, middle, many, p_few, p_middle, p_many) - client
        ),
        "how much more the mesh saves than client-side balancing, if it saved nodes in all three cases. If there are"
        " many, it takes some. And once you know, you needn't take the mesh in each of them.",
    ),
    "nothing-gained": Mistake(
        lambda: 0.0,
        "the conclusion that knowing is worth nothing. What is best on average isn't best in each of the cases: is"
        " there one in which you'd choose otherwise if you knew?",
    ),
    "both-gains": Mistake(
        lambda few, many, client, p_few, p_many: (p_few * (few - client) + p_many * (many + client)) / 100,
        "what knowing saves if there are few, and besides, what a mesh would lose if there are many. Without knowing,"
        " you wouldn't have a mesh: on average, something else is the better choice.",
    ),
    "sum-for-difference": Mistake(
        lambda few, middle, many, client, p_few, p_middle, p_many: (
            known(few, middle, many, client, p_few, p_middle, p_many) + client
        ),
        "what you save once you know, and what you save without knowing, added up. The question is how much more the"
        " one is than the other.",
    ),
    "against-the-mesh": Mistake(
        lambda few, middle, many, client, p_few, p_middle, p_many: (
            known(few, middle, many, client, p_few, p_middle, p_many)
            - mean_of_the_mesh(few, middle, many, p_few, p_middle, p_many)
        ),
        "a comparison with the mesh. Without knowing, the mesh isn't the best choice on average: what is?",
    ),
    "client-over-mesh": Mistake(
        lambda few, middle, many, client, p_few, p_middle, p_many: (
            client - mean_of_the_mesh(few, middle, many, p_few, p_middle, p_many)
        ),
        "how much more client-side balancing saves than the mesh, on average. So that's what you'd choose without"
        " knowing. In which case would you choose otherwise if you knew, and what would that save?",
    ),
    "known-without-client-side": Mistake(
        lambda few, middle, client, p_few, p_middle: by_likelihood(few, middle, 0, p_few, p_middle, 0) - client,
        "somebody who, once the callers are counted, chooses between the mesh and nothing. Client-side balancing can be"
        " chosen then, too.",
    ),
    "many-forgotten": Mistake(
        lambda few, middle, client, p_few, p_middle: by_likelihood(
            max(few, client), max(middle, client), 0, p_few, p_middle, 0
        ),
        "what you save on average once you know, with nothing if there are many. Client-side balancing saves in that"
        " case, too; and without knowing, you'd have saved something as well.",
    ),
    "many-forgotten-gain": Mistake(
        lambda few, middle, client, p_few, p_middle: (
            by_likelihood(max(few, client), max(middle, client), 0, p_few, p_middle, 0) - client
        ),
        "how much more you save on average once you know, with nothing if there are many. Client-side balancing saves"
        " in that case, too.",
    ),
    "middle-forgotten": Mistake(
        lambda few, client, p_few, p_many: by_likelihood(few, 0, client, p_few, 0, p_many),
        "what you save on average once you know, with nothing in the middle case. Client-side balancing saves in that"
        " case, too; and without knowing, you'd have saved something as well.",
    ),
    "share-of-the-best": Mistake(
        lambda few, middle, many, client, p_few, p_middle, p_many: (
            100 * right(few, middle, many, client, p_few, p_middle, p_many) / client
        ),
        "how many percent more you save by knowing. The question is how many nodes more.",
        has_own_unit=True,
    ),
    "share-of-client-side": Mistake(
        lambda few, middle, many, client, p_few, p_middle, p_many: (
            right(few, middle, many, client, p_few, p_middle, p_many) / client
        ),
        "what you save more by knowing, as a share of what client-side balancing saves. The question is how many nodes"
        " more.",
        has_own_unit=True,
    ),
    "middle-alone": Mistake(
        lambda middle, client, p_middle: (client - middle) * p_middle / 100,
        "how much more client-side balancing saves than the mesh in the middle case, times how likely that is. But"
        " client-side balancing is what you'd choose without knowing: there is nothing to gain in that case.",
    ),
    "if-not-few": Mistake(
        lambda few, client, p_few: (few - client) * (100 - p_few) / 100,
        "what knowing saves if there are few, times how likely it is that there aren't.",
    ),
    "mesh-added-up": Mistake(
        lambda few, middle, many: few + middle - many,
        "the mesh's three results added up, whatever their likelihoods. Only one of the three holds: weigh each by how"
        " likely it is. And what is asked is the worth of knowing which one.",
    ),
    "all-alike-known": Mistake(
        lambda few, middle, client: (max(few, client) + max(middle, client) + client) / 3,
        "what you save once you know, if all three cases were equally likely. The question says how likely each is; and"
        " without knowing, you'd have saved something as well.",
    ),
    "all-alike-mesh": Mistake(
        lambda few, middle, many: (few + middle - many) / 3,
        "what the mesh saves on average, if all three cases were equally likely. The question says how likely each is;"
        " and what is asked is the worth of knowing which one holds.",
    ),
    "all-alike": Mistake(
        lambda few, middle, client: (max(few, client) + max(middle, client) + client) / 3 - client,
        "all three cases equally likely. The question says how likely each is.",
    ),
    "only-if-few": Mistake(
        lambda few, client: few - client,
        "what knowing saves if there turn out to be few. That isn't sure: multiply by how likely it is.",
    ),
    "best-case": Mistake(
        lambda few: few,
        "what the mesh saves at best. That isn't sure; and the question is how much more you'd save for knowing it.",
    ),
    "few-alone": Mistake(
        lambda few, p_few: few * p_few / 100,
        "all that the mesh saves if there are few, times how likely that is. Without knowing you'd have saved something"
        " in that case, too: only the difference is gained.",
    ),
    "harm-avoided": Mistake(
        lambda many, client, p_many: (many + client) * p_many / 100,
        "what it's worth not to have a mesh if there are many. Without knowing, you wouldn't have one: on average,"
        " something else is the better choice.",
    ),
    "spread": Mistake(
        lambda few, many: few + many,
        "how far the mesh's result may lie apart. A wide range is worth nothing to know if you'd choose the same all"
        " over it.",
    ),
    "worst-case": Mistake(
        lambda many, client: many + client,
        "what a wrong choice could cost at most. The question is what is gained on average.",
    ),
}

worth_knowing = NumberExercise(
    chapter=CHAPTER,
    name="worth_knowing",
    decision="say what a measurement is worth before somebody makes it",
    text="A made-up cluster, three ways to go on: leave everything as it is, a mesh, or client-side balancing. What the"
    " mesh does depends on how many pods call each service, which nobody has counted yet. With a likelihood of"
    " {p_few:g}% they are few: then it saves {few:g} nodes. With {p_middle:g}% it saves {middle:g}. With {p_many:g}%"
    " they are many: then it takes {many:g} nodes more. Client-side balancing saves {client:g} nodes in any case. You'd"
    " choose what saves most on average. How many nodes more would you save, on average, if you counted the callers"
    " before you choose? To two digits after the point.",
    variants=(
        {"few": 13, "middle": 4, "many": 16, "client": 5, "p_few": 30, "p_middle": 50, "p_many": 20},
        {"few": 19, "middle": 3, "many": 10, "client": 6, "p_few": 20, "p_middle": 45, "p_many": 35},
        {"few": 11, "middle": 2, "many": 7, "client": 4, "p_few": 35, "p_middle": 40, "p_many": 25},
    ),
    right=right,
    working="Without knowing: the mesh saves ({p_few:g} · {few:g} + {p_middle:g} · {middle:g} - {p_many:g} · {many:g})"
    " / 100 on average, client-side balancing {client:g}, which is more. Knowing, you'd choose the mesh if the callers"
    " are few, and client-side balancing otherwise. So in {p_few:g}% of the cases you save {few:g} - {client:g} nodes"
    " more: {answer:g} on average.",
    unit="nodes",
    tolerance=0.005,
    digits=2,
    mistakes=MISTAKES,
    ingredients={
        "few": Ingredient("the {few:g} nodes saved if there are few", left_out=None),
        "client": Ingredient("the {client:g} nodes of client-side balancing", left_out=None),
        "p_few": Ingredient("the {p_few:g}% for few", left_out=None),
    },
    hints=(
        "First, without knowing: what does each of the three ways save on average? You'd take the best.",
        "Then with knowing: for each of the three cases, which way would you choose, and what would it save? Take the"
        " average of that, by how likely the cases are.",
        "What knowing is worth is the difference of the two. It's only worth something where you'd choose otherwise.",
    ),
    is_deeper=True,
)

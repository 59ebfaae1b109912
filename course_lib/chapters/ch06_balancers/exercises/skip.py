"""Two questions at the start of chapter 06: whoever answers both rightly may skip ahead."""

from course_lib.framework.exercise.question import Choice, Skip, Variant

skip = Skip(
    "balancers",
    to="Your own balancer",
    two=Variant(
        "Two pods, one with a request in flight, one with none. A balancer draws two pods, each from both, and takes"
        " the less busy of the two drawn. How often does it take the busy one?",
        (
            Choice("never", "It would, if the two drawn were always different. Here each is drawn from both."),
            Choice(
                "in one case out of four", "Both draws hit the busy pod: ½ · ½. Envoy's documentation says so, too."
            ),
            Choice("in half of all cases", "That is random, with a single draw. The second draw helps sometimes."),
            Choice("in one case out of three", "There are four pairs of draws, all equally likely, not three."),
        ),
        right=1,
    ),
    refusals=Variant(
        "Ten busy pods, and a balancer that takes a pod with the fewest requests in flight, drawing among equals. One"
        " pod loses its database and refuses everything within a millisecond. What share of the requests does it get"
        " from then on?",
        (
            Choice("none: it is avoided", "Who would tell the balancer? It counts requests, not errors."),
            Choice("a tenth, as before", "That would be so at random, or in turn. This one looks at the pods."),
            Choice(
                "far more than a tenth",
                "What is refused is over at once: nothing is ever in flight there, so it is always among the fewest.",
            ),
            Choice(
                "less than a tenth, as it is slow",
                "It is quick: to refuse takes no time. A pod that hangs would get less.",
            ),
        ),
        right=2,
    ),
)
skip_two, skip_refusals = skip.questions

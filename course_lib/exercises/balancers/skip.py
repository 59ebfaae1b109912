"""Two questions at the start of chapter 06: whoever answers both rightly may skip ahead."""

from course_lib.exercises.framework.question import Choice, Question, Questions, Variant

skip_two = Question(
    chapter="balancers",
    name="skip_two",
    decision="skip the core of chapter 06",
    variants=(
        Variant(
            "Two pods, one with a request in flight, one with none. A balancer draws two pods, each from both, and"
            " takes the less busy of the two drawn. How often does it take the busy one?",
            (
                Choice("never", "It would, if the two drawn were always different. Here each is drawn from both."),
                Choice(
                    "in one case of four", "Both draws hit the busy pod: ½ · ½. Envoy's documentation says so, too."
                ),
                Choice("in half of all cases", "That is random, with a single draw. The second draw helps sometimes."),
                Choice("in one case of three", "There are four pairs of draws, all equally likely, not three."),
            ),
            right=1,
        ),
    ),
)
skip_views = Question(
    chapter="balancers",
    name="skip_views",
    decision="skip the core of chapter 06",
    variants=(
        Variant(
            "One proxy with two choices in front of ten busy one-worker pods keeps the mean latency at 3 service times;"
            " random makes it 10. Now the same requests come through fifty sidecars, each with two choices over the"
            " requests that it has sent itself. The mean latency is then about",
            (
                Choice("3", "So it would be if a sidecar knew of the others' requests. It doesn't."),
                Choice("6", "Each sees a fiftieth of what is in flight, mostly zeros, and of equals takes any."),
                Choice("10", "Not quite: what little a sidecar sees still helps, as its own last requests count."),
                Choice("2", "More proxies see less each, not more."),
            ),
            right=1,
        ),
    ),
)
skip = Questions((skip_two, skip_views), when_all_right="Both are right: you may skip to “Your own balancer”.")

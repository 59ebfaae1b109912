"""Two questions at the start of chapter 07: with both right, a learner may skip ahead."""

from course_lib.framework.exercise.question import Choice, Skip, Variant

skip = Skip(
    "sizing",
    to="Into the ledger",
    whole=Variant(
        "Ten pods, all ready, use 279m of the 500m that each requests: 55.8%. The Horizontal Pod Autoscaler's target is"
        " 50%, with the usual tolerance of 0.1. How many pods does it want?",
        (
            Choice(
                "12: ten times 55.8 / 50, rounded up",
                "That would be so with real numbers. Kubernetes makes the percentage whole first: what does it make of"
                " 55.8?",
            ),
            Choice(
                "11: ten times 55 / 50",
                "The percentage is 55, that's right. But 55 / 50 = 1.1 is still inside the tolerance.",
            ),
            Choice(
                "10: it changes nothing",
                "What comes after the point is dropped, and 55 / 50 = 1.1 is the very edge of the tolerance.",
            ),
            Choice(
                "9: the pods have room up to 100%",
                "They have, but the target is 50%, and 55% is above it: pods might come, but none would go.",
            ),
        ),
        right=2,
    ),
    pooled=Variant(
        "Two services share some nodes. For 95% of the time each of them uses 4 cores or less. How many cores do both"
        " together use or less for 95% of the time?",
        (
            Choice(
                "8: percentiles add up",
                "That's so if both peak at the same times. Otherwise it may be less, or even more.",
            ),
            Choice(
                "4: they take turns",
                "They might, if one slept while the other worked. Nobody said so.",
            ),
            Choice(
                "a little more than 8, to be safe",
                "Nor can that be told: it depends on when each of them peaks; it may be less than 8 or more.",
            ),
            Choice(
                "that can't be told from these two numbers",
                "It depends on when each of them peaks. Add up what both use at each time, and take the percentile of"
                " that.",
            ),
        ),
        right=3,
    ),
)
skip_whole, skip_pooled = skip.questions

"""Each step of vpa_target after the 90th percentile, and the ways to get it wrong.

Vocabulary: `IN_STEPS` are the functions that make the end of the bucket whole before they put the margin on, `AT_ONCE`
those that do both in one step, and `HELD_BEFORE` those that hold the end to the least there is, instead of the sum.
"""

from __future__ import annotations

import math

from course_lib.chapters.ch07_sizing.exercises.p90_steps import PERCENTILE
from course_lib.chapters.ch07_sizing.exercises.vpa import bucket_of, nearest_rank, vpa_by
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.mistakes import Mistake

ESTIMATE = {
    "start-for-end": Part(
        lambda bucket: bucket.start_m,
        "You take the start of the bucket. The histogram only knows that the sample lies somewhere in it, and goes by"
        " the end, so as not to be too low.",
        "take the end of the bucket, not its start.",
    ),
    "middle-for-end": Part(
        lambda bucket: bucket.start_m + bucket.width_m / 2,
        "You take the middle of the bucket. The Vertical Pod Autoscaler goes by the end, so as not to be too low.",
        "take the end of the bucket, not its middle.",
    ),
    "sample-for-end": Part(
        lambda bucket: bucket.sample_m,
        "You go on from the sample itself. The histogram has forgotten it: it knows only the bucket, and goes by the"
        " bucket's end.",
        "go on from the end of the bucket, not from the sample.",
    ),
    "width-for-end": Part(
        lambda bucket: bucket.width_m,
        "You take the width of the bucket. It ends at start_m + width_m.",
        "the bucket ends at start_m + width_m.",
    ),
    "start-and-width-truncated": Part(
        lambda bucket: int(bucket.start_m) + int(bucket.width_m),
        "You make start and width of the bucket whole, each by itself. Add them first, and drop what comes after the"
        " point of the end.",
        "add start and width as they are, and make only the end whole.",
    ),
    "next-bucket": Part(
        lambda bucket: bucket.start_m + 2.05 * bucket.width_m,
        "You take the end of the next bucket. After the loop, start_m and width_m are those of the bucket that the"
        " sample falls into.",
        "take the end of the sample's own bucket, not of the next.",
    ),
    "width-made-larger": Part(
        lambda bucket: bucket.start_m + 1.05 * bucket.width_m,
        "You make the bucket 5% wider. The loop has done that already: it stops at the sample's own bucket, which"
        " begins at start_m and is width_m wide.",
        "the loop has made the width larger already: the bucket ends at start_m + width_m.",
    ),
    "five-percent-more": Part(
        lambda bucket: 1.05 * bucket.sample_m,
        "You add 5% to the sample. The buckets grow by 5%, one after the other; the estimate is the end of the bucket"
        " that the sample falls into.",
        "take the end of the bucket, not 5% more than the sample.",
    ),
}
WHOLE = {
    "margin-before-truncation": Part(
        lambda end_m: end_m,
        "You put the margin on before the end is made whole. Kubernetes keeps whole millicores: drop what comes after"
        " the point of the end, then work out the margin from that.",
        "drop what comes after the point of the end before the margin.",
    ),
    "end-rounded": Part(
        round,
        "You round the end of the bucket to the nearest whole number. What comes after the point is dropped, as int(…)"
        " does.",
        "drop what comes after the point of the end instead of rounding.",
    ),
    "end-rounded-up": Part(
        math.ceil,
        "You round the end of the bucket up. What comes after the point is dropped, as int(…) does.",
        "drop what comes after the point of the end instead of rounding up.",
    ),
}
HELD = {
    "minimum-before-the-margin": Part(
        lambda end_m: max(25, end_m),
        "You hold the end to 25m and put the margin on top of that. The least there is comes last: only where the"
        " recommendation, margin included, would be below 25m, it is 25m.",
        "you hold the end to 25m and put the margin on top of that; the least there is comes last.",
    ),
}
MARGIN = {
    "margin-forgotten": Part(
        lambda end_m: end_m,
        "The margin is missing: 15% on top.",
        "put the margin of 15% on top.",
    ),
    "margin-alone": Part(
        lambda end_m: int(0.15 * end_m),
        "You return the margin alone. It comes on top of the end of the bucket.",
        "the margin comes on top of the end.",
    ),
    "product-truncated": Part(
        lambda end_m: int(1.15 * end_m),
        "You multiply by 1.15, and floats make 919.99… of 800 * 1.15. The Vertical Pod Autoscaler works out the margin"
        " by itself, drops what comes after its point, and adds it.",
        "work out the margin by itself, then add it: floats make 919.99… of 800 * 1.15.",
        is_slight=True,
    ),
    "margin-not-truncated": Part(
        lambda end_m: end_m + 0.15 * end_m,
        "Your margin keeps its digits after the point. Kubernetes has whole millicores: drop them, as int(…) does.",
        "drop what comes after the point of the margin.",
    ),
    "margin-rounded": Part(
        lambda end_m: end_m + round(0.15 * end_m),
        "You round the margin to the nearest whole number. What comes after the point is dropped, as int(…) does.",
        "drop what comes after the point of the margin instead of rounding.",
    ),
    "margin-rounded-up": Part(
        lambda end_m: end_m + math.ceil(0.15 * end_m),
        "You round the margin up. What comes after the point is dropped, as int(…) does.",
        "drop what comes after the point of the margin instead of rounding up.",
    ),
    "margin-of-fifteen": Part(
        lambda end_m: end_m + 15,
        "You add 15 millicores. The margin is 15 percent of the end.",
        "the margin is 15 percent, not 15 millicores.",
    ),
    "margin-left-free": Part(
        lambda end_m: int(end_m / 0.85),
        "You divide by 0.85, which leaves 15% of the request free. The margin is 15% of the end of the bucket.",
        "the margin is 15% of the end, not of the request.",
    ),
    "margin-twice": Part(
        lambda end_m: int(end_m * 1.15 * 1.15),
        "You put the margin on twice. Once is enough.",
        "put the margin on once, not twice.",
    ),
    "half-as-much-more": Part(
        lambda end_m: int(1.5 * end_m),
        "Your margin is one half. It's 15%: 0.15.",
        "the margin is 0.15, not 0.5.",
    ),
}
LEAST = {
    "minimum-forgotten": Part(
        lambda target_m: target_m,
        "You may return less than 25m. The Vertical Pod Autoscaler never recommends less than that to a pod with one"
        " container.",
        "return 25 at least.",
    ),
    "smaller-for-larger": Part(
        lambda target_m: min(25, target_m),
        "You never return more than 25m. That's the least there is: take the larger of the two.",
        "25 is the least, not the most.",
    ),
    "memorys-minimum": Part(
        lambda target_m: max(250, target_m),
        "You never return less than 250m. 250 is the least memory that is recommended, in MiB; of CPU it's 25m.",
        "the least CPU is 25m; 250 is for memory.",
    ),
    "minimum-on-top": Part(
        lambda target_m: target_m + 25,
        "You add 25m to every recommendation. That's only the least there is: take the larger of the two.",
        "25 is the least there is; it isn't added.",
    ),
}
AMOUNT = {
    "truncated-at-the-end": Part(
        lambda end_m: int(1.15 * end_m),
        "You drop what comes after the point only at the end. Kubernetes keeps whole millicores on the way, too: drop"
        " it from the end of the bucket first, then from the margin.",
        "make the end of the bucket whole, and then the margin, instead of the sum.",
    ),
    "rounded-up-at-the-end": Part(
        lambda end_m: math.ceil(1.15 * end_m),
        "You round up, and only at the end. What comes after the point is dropped: from the end of the bucket first,"
        " then from the margin.",
        "drop what comes after the point, from the end of the bucket and from the margin.",
    ),
    "rounded-at-the-end": Part(
        lambda end_m: round(1.15 * end_m),
        "You round to the nearest whole number, and only at the end. What comes after the point is dropped: from the"
        " end of the bucket first, then from the margin.",
        "drop what comes after the point, from the end of the bucket and from the margin.",
    ),
    "nothing-truncated": Part(
        lambda end_m: 1.15 * end_m,
        "Your recommendation has parts of a millicore. Drop what comes after the point: from the end of the bucket"
        " first, then from the margin.",
        "make the end of the bucket whole, and then the margin.",
    ),
}
BEFORE_THE_BUCKET = {
    "margin-before-the-bucket": Mistake(
        vpa_by(percentile=lambda usage_m: 1.15 * nearest_rank(usage_m), margin=lambda end_m: end_m),
        "You put the margin on the sample, before you look for its bucket. It comes after that: 15% of the end of the"
        " bucket.",
    ),
    "margin-before-and-after-the-bucket": Mistake(
        vpa_by(percentile=lambda usage_m: 1.15 * nearest_rank(usage_m)),
        "You put the margin on twice: on the sample, before you look for its bucket, and on the end of the bucket. Only"
        " the end gets it.",
    ),
    "margin-of-the-sample": Mistake(
        lambda usage_m: max(25, int(sum(bucket_of(nearest_rank(usage_m))[1:])) + int(0.15 * nearest_rank(usage_m))),
        "Your margin is 15% of the sample. It's 15% of the end of the bucket.",
    ),
}
END = {"percentile": PERCENTILE, "estimate": ESTIMATE, "whole": WHOLE}
IN_STEPS = Family(vpa_by, {**END, "margin": MARGIN, "least": LEAST})
HELD_BEFORE = Family(vpa_by, {**END, "held": HELD, "margin": MARGIN})
AT_ONCE = Family(vpa_by, {"percentile": PERCENTILE, "estimate": ESTIMATE, "amount": AMOUNT, "least": LEAST})

"""Each step of least_loss, and the ways to get it wrong."""

from __future__ import annotations

from math import ceil, inf

from course_lib.chapters.ch09_mesh.exercises.losses import losses
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.mistakes import Mistake

ADDED = {
    "proxies-of-the-others": Part(
        lambda at: (at.with_proxy - at.can_shrink) * at.proxy_m,
        "You leave out the proxies of the pods that can shrink. Those get one as well: all `with_proxy` pods do.",
        "count the proxies of the pods that can shrink as well.",
    ),
    "proxies-counted-twice": Part(
        lambda at: (at.with_proxy + at.can_shrink) * at.proxy_m,
        "You count the proxies of the pods that can shrink twice: they are among the `with_proxy` pods already.",
        "count each proxy once.",
    ),
    "one-proxy": Part(
        lambda at: at.proxy_m,
        "Your answers are as if there were a single proxy. They have to grow with the number of proxies: `with_proxy`"
        " pods get one, and only the pods that can shrink pay for all of them.",
        "the answer has to grow with `with_proxy`, the number of proxies.",
    ),
    "pods-added": Part(
        lambda at: at.with_proxy * (at.pod_m + at.proxy_m),
        "You count the pods themselves as added. They were there before the mesh; only their proxies are new.",
    ),
}
FREED = {
    "proxy-stays": Part(
        lambda at: at.can_shrink * at.pod_m,
        "You free what a pod requests for itself. Its proxy goes with it, so each pod that goes frees both.",
        "a pod that goes takes its proxy with it.",
    ),
    "all-can-shrink": Part(
        lambda at: at.with_proxy * (at.pod_m + at.proxy_m),
        "Your answers would be right if every pod with a proxy could shrink: then both numbers of pods cancel out. All"
        " `with_proxy` pods get a proxy, but only `can_shrink` of them can become fewer, and those have to pay for"
        " all.",
        "only the pods that can shrink may go, and they have to pay for the proxies of all.",
    ),
    "all-can-shrink-proxies-stay": Part(
        lambda at: at.with_proxy * at.pod_m,
        "Your answers would be right if every pod with a proxy could shrink, and left its proxy behind. Only"
        " `can_shrink` pods can become fewer; they have to pay for all proxies, and each takes its own with it.",
        "only the pods that can shrink may go, and each takes its proxy with it.",
    ),
    "pods-for-share": Part(
        lambda at: at.pod_m + at.proxy_m,
        "Your answer is a number of pods: what all proxies request, in pods that go with theirs. The question is which"
        " share of the `can_shrink` pods that is.",
        "return a share of the pods that can shrink, not a number of pods.",
    ),
    "pods-for-share-proxies-stay": Part(
        lambda at: at.pod_m,
        "Your answer is a number of pods: what all proxies request, in pods that leave theirs behind. Each pod that"
        " goes takes its proxy with it; and the question is which share of the `can_shrink` pods that is.",
        "return a share of the pods that can shrink, each with its proxy.",
    ),
    "can-shrink-in-percent": Part(
        lambda at: at.with_proxy * at.can_shrink / 100 * (at.pod_m + at.proxy_m),
        "You take `can_shrink` for a percentage of the pods. It's a number of pods, as `with_proxy` is.",
        "`can_shrink` is a number of pods, not a percentage.",
    ),
    "can-shrink-in-percent-proxies-stay": Part(
        lambda at: at.with_proxy * at.can_shrink / 100 * at.pod_m,
        "You take `can_shrink` for a percentage of the pods, and let each leave its proxy behind. It's a number of"
        " pods, as `with_proxy` is, and each of them takes its proxy with it.",
        "`can_shrink` is a number of pods, each with its proxy, and not a percentage.",
    ),
    "number-added": Part(
        lambda at: at.can_shrink + at.pod_m + at.proxy_m,
        "You add the number of pods to what one of them requests. That many pods free that many times as much:"
        " multiply.",
        "multiply what a pod frees by the number of pods, instead of adding it.",
    ),
    "requests-multiplied": Part(
        lambda at: at.can_shrink * at.pod_m * at.proxy_m,
        "You multiply the two requests with each other. A pod and its proxy request their sum.",
        "add up the two requests, instead of multiplying them.",
    ),
    "number-for-requests": Part(
        lambda at: at.can_shrink,
        "You divide millicores by a number of pods. What would no longer be requested if all of those pods went?",
        "take what the pods request, not how many they are.",
    ),
    "only-proxies-freed": Part(
        lambda at: at.can_shrink * at.proxy_m,
        "You free the proxies alone. A pod that goes frees what it requests itself as well.",
        "a pod that goes frees its own request, too.",
    ),
    "proxy-subtracted": Part(
        lambda at: at.can_shrink * (at.pod_m - at.proxy_m),
        "You subtract the proxy from what a pod frees. When a pod goes, its proxy goes too, and no longer requests"
        " anything: add it.",
        "add the proxy to what a pod frees, instead of subtracting it.",
    ),
    "share-for-their-number": Part(
        lambda at: at.can_shrink / at.with_proxy * (at.pod_m + at.proxy_m),
        "You free a share of one pod, and set it against the proxies of all. Take the number of the pods that can"
        " shrink, as on the other side.",
        "take the number of the pods that can shrink, not their share.",
    ),
    "share-for-their-number-proxies-stay": Part(
        lambda at: at.can_shrink / at.with_proxy * at.pod_m,
        "You free a share of one pod, without its proxy, and set it against the proxies of all. Take the number of the"
        " pods that can shrink; each of them takes its proxy with it.",
        "take the number of the pods that can shrink, each with its proxy.",
    ),
    "freed-by-the-others": Part(
        lambda at: (at.with_proxy - at.can_shrink) * (at.pod_m + at.proxy_m),
        "You let the pods go that can't shrink. It's the others, `can_shrink` of them, that can become fewer.",
        "let the pods go that can shrink, not the others.",
    ),
    "all-proxies-freed": Part(
        lambda at: at.can_shrink * at.pod_m + at.with_proxy * at.proxy_m,
        "You free the proxies of all pods. Only a pod that goes takes its proxy with it, and only `can_shrink` can go.",
        "free the proxies of those pods only that can go.",
    ),
    "other-proxies-freed": Part(
        lambda at: at.can_shrink * at.pod_m + (at.with_proxy - at.can_shrink) * at.proxy_m,
        "You free the proxies of the pods that can't shrink. Those stay, and their proxies with them; a pod that goes"
        " takes its own.",
        "free the proxies of the pods that go, not of those that stay.",
    ),
    "pods-not-bracketed": Part(
        lambda at: at.can_shrink * at.pod_m + at.proxy_m,
        "You free one proxy in all. Each pod that goes takes its own with it: multiply the sum of both by the number of"
        " pods.",
        "free a proxy with every pod, not one in all.",
    ),
    "proxies-not-bracketed": Part(
        lambda at: at.pod_m + at.proxy_m * at.can_shrink,
        "You free what a single pod requests, and the proxies of all that can shrink. Each of those pods frees both:"
        " multiply their sum.",
        "free every pod that can shrink, not one of them.",
    ),
}
LAST = {
    "loss-upside-down": Part(
        lambda at, added_m, freed_m: freed_m / added_m,
        "You divide what would be freed by what is added. Of what could be freed, which share do the proxies take?",
        "divide what is added by what could be freed.",
    ),
    "rest-for-loss": Part(
        lambda at, added_m, freed_m: 1 - added_m / freed_m,
        "You return the share that may stay. The question is which share has to go.",
        "return what has to go, not what may stay.",
    ),
    "share-multiplied": Part(
        lambda at, added_m, freed_m: (
            added_m / at.with_proxy / (freed_m / at.can_shrink) * at.can_shrink / at.with_proxy
        ),
        "Your answer gets smaller where fewer pods can shrink. It's the other way round: the fewer can, the more of"
        " those have to go, as they pay for the proxies of all.",
        "the fewer pods can shrink, the more of them have to go, not the other way round.",
    ),
    "difference-for-share": Part(
        lambda at, added_m, freed_m: added_m - freed_m,
        "You subtract, which gives millicores. The question is a share: divide.",
        "divide instead of subtracting.",
    ),
    "rest-in-millicores": Part(
        lambda at, added_m, freed_m: freed_m - added_m,
        "You return how many millicores would be left over if all went. The question is which share has to go: divide"
        " what is added by what could be freed.",
        "divide instead of subtracting.",
    ),
    "hundredfold": Part(
        lambda at, added_m, freed_m: 100 * added_m / freed_m,
        "Your answers are the right ones times 100. Return the share as a number, not in percent: 25% is 0.25. (And"
        " `can_shrink` is a number of pods: nothing has to be divided by 100.)",
        "return the share as a number, not a hundred times that: 25% is 0.25.",
    ),
    "freed-in-cores": Part(
        lambda at, added_m, freed_m: 1000 * added_m / freed_m,
        "Your answers are the right ones times 1,000, as if what is freed were in cores, and what is added in"
        " millicores. Keep both in the same unit; then none is left.",
        "keep both sides in millicores.",
    ),
    "added-in-cores": Part(
        lambda at, added_m, freed_m: added_m / freed_m / 1000,
        "Your answers are a thousandth of the right ones, as if what is added were in cores, and what is freed in"
        " millicores. Keep both in the same unit; then none is left.",
        "keep both sides in millicores.",
    ),
    "whole-pods": Part(
        lambda at, added_m, freed_m: ceil(added_m / freed_m * at.can_shrink) if freed_m else 0,
        "You return how many whole pods have to go. The question is which share of those that can shrink.",
        "return a share of the pods that can shrink, not a number of pods.",
    ),
    "capped-at-one": Part(
        lambda at, added_m, freed_m: min(1, added_m / freed_m),
        "You never return more than 1. Then nobody sees that more than all would have to go, which can't be: return"
        " the number as it comes.",
        "return the number as it comes, above 1, too.",
    ),
    "inf-for-impossible": Part(
        lambda at, added_m, freed_m: inf if added_m > freed_m else added_m / freed_m,
        "You return inf where more than all would have to go. The number itself says how far off it is: return it as it"
        " comes.",
        "return the number as it comes, above 1, too.",
    ),
    "none-for-impossible": Part(
        lambda at, added_m, freed_m: None if added_m > freed_m else added_m / freed_m,
        "You return None where more than all would have to go. The number itself says how far off it is: return it as"
        " it comes.",
        "return the number as it comes, above 1, too.",
    ),
}
OTHERS = {
    "always-one": Mistake(
        lambda pod_m, proxy_m, with_proxy, can_shrink: with_proxy * proxy_m / (with_proxy * proxy_m),
        "Your answers are 1, whatever the pods are: you divide what is added by itself. What would no longer be"
        " requested if all pods that can shrink went?",
    ),
}
ALL = Family(losses, {"added": ADDED, "freed": FREED, "last": LAST})

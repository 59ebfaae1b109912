"""Each step of shared_queue_latency, and the ways to get it wrong.

Vocabulary: `ALL` are the functions in which any step may be wrong, for single mistakes; two may be wrong in those of
`WITHOUT_LAST`, whose last step is right, and of `WITH_LAST`. `SEEN_ALONE` are conditions whose mistake is never seen
beside another.
"""

from __future__ import annotations

from course_lib.chapters.ch05_queueing.exercises.latency_steps import roughly
from course_lib.chapters.ch05_queueing.exercises.queue import queue
from course_lib.framework.exercise.family import Family, Part

# Told alone: beside a wrong latency, inf too rarely isn't seen on the small cases, and inf on all of them hides it.
SEEN_ALONE = {
    "no-condition": Part(
        lambda rate, service_s, offered, workers: False,
        "Your code doesn't return inf where it should. Where more work arrives than the workers can do, the queue"
        " grows as long as the traffic lasts, and there is no mean. The formula knows nothing of that: it gives a"
        " number all the same.",
    ),
    "equality-forgotten": Part(
        lambda rate, service_s, offered, workers: offered > workers,
        "Where there is exactly as much work as the workers can do, your answer isn't inf: the formula divides by 0"
        " there, and your code stops. There, too, the queue has no end: it grows by chance, and no spare time ever"
        " empties it.",
    ),
    "only-when-equal": Part(
        lambda rate, service_s, offered, workers: offered == workers,
        "You return inf only where there is exactly as much work as the workers can do. What if there is more?",
    ),
    "wrong-way-round": Part(
        lambda rate, service_s, offered, workers: offered <= workers,
        "You return inf where the workers can do the work. It's for the opposite: more work than they can do, or just"
        " as much.",
    ),
}
TOO_OFTEN = {
    "requests-for-work": Part(
        lambda rate, service_s, offered, workers: rate >= workers,
        "You compare requests a second with workers. How much work they bring is in `offered`: the number of workers"
        " that they keep busy.",
        "compare the work, `offered`, with the workers, not the requests a second.",
    ),
    "rate-for-work": Part(
        lambda rate, service_s, offered, workers: rate / workers >= service_s,
        "Your condition compares how many requests come with how long they take. Multiplied, the two are the work:"
        " `offered`, the workers that they keep busy.",
        "compare the work, `offered`, with the workers.",
    ),
    "one-worker-full": Part(
        lambda rate, service_s, offered, workers: offered >= 1,
        "You compare the work with one worker. There are `workers` of them.",
        "compare the work with all workers, not with one.",
    ),
    "more-than-one-worker": Part(
        lambda rate, service_s, offered, workers: offered > 1,
        "You return inf where there is more work than one worker can do. How many of them are there?",
        "compare the work with all workers, not with one.",
    ),
    "single-workers-are-full": Part(
        lambda rate, service_s, offered, workers: workers <= 1,
        "You return inf for every pod with one worker, however little work there is. Compare the workers with the"
        " work.",
        "compare the workers with the work, not with 1.",
    ),
    "service-for-work": Part(
        lambda rate, service_s, offered, workers: service_s >= workers,
        "You compare the seconds that one request takes with the workers. How much work all requests bring is in"
        " `offered`.",
        "compare the work of all requests, `offered`, with the workers.",
    ),
    "one-worker-spare": Part(
        lambda rate, service_s, offered, workers: offered >= workers - 1,
        "You return inf as soon as one worker fewer couldn't keep up. But all of them are there: the queue grows"
        " without end only when the work is as much as all of them can do, or more.",
        "return inf only when all workers together can't do the work, not one fewer.",
    ),
}
SERVICE = {
    "wait-alone": Part(
        lambda at: 0,
        "Your answer is the wait alone. A request is also served: add its service.",
        "add the service.",
    ),
    "either-or": Part(
        lambda at: (1 - at.waits) * at.service_s,
        "You count the service only for the requests that don't wait. The others are served as well, after their wait:"
        " every request takes its service.",
        "count the service of those that wait, too.",
    ),
    "service-shared": Part(
        lambda at: at.service_s / at.workers,
        "You divide the service by the workers as well. One request is worked on by one worker: only the wait is"
        " shortened by the others.",
        "don't divide the service by the workers.",
    ),
    "waits-times-all": Part(
        lambda at: at.waits * at.service_s,
        "You multiply the service by `waits`, too. Every request is served; only some wait.",
        "don't multiply the service by `waits`.",
    ),
    "served-twice": Part(
        lambda at: (1 + at.waits) * at.service_s,
        "In your code, requests that wait are served twice. They are served once, like all others; only the wait comes"
        " on top.",
        "count the service once, also for those that wait.",
    ),
}
WHO = {
    "all-wait": Part(
        lambda at: 1,
        "You let every request wait. Only the share `waits` finds all workers busy: multiply the wait by it.",
        "multiply the wait by the share that waits.",
    ),
    "loss-for-wait": Part(
        lambda at: at.blocked,
        "You multiply by `blocked`, Erlang's B: the share that would be turned away if none could wait. More than"
        " those wait, because others are waiting already: `waits`, Erlang's C.",
        "the share that waits is `waits`, not `blocked`.",
    ),
    "those-that-dont-wait": Part(
        lambda at: 1 - at.waits,
        "You give the wait to the requests that don't have one: the share 1 - waits finds a free worker. `waits` is"
        " the share that finds all workers busy.",
        "the share that waits is `waits`, not 1 - waits.",
    ),
    "not-blocked": Part(
        lambda at: 1 - at.blocked,
        "You multiply the wait by 1 - blocked, the share that would be let in if none could wait. The share that waits"
        " is `waits`.",
        "the share that waits is `waits`, not 1 - blocked.",
    ),
    "busy-for-waits": Part(
        lambda at: at.busy,
        "You take the utilisation for the share that waits. That holds for one worker; of several, one is often free"
        " when another is busy. `waits` is the share that finds all of them busy.",
        "the share that waits is `waits`, not the utilisation.",
    ),
}
WAIT = {
    "not-by-workers": Part(
        lambda at: at.service_s / (1 - at.busy),
        "Your wait is too long. While all workers are busy, they finish `workers`"
        " times as many requests as one would: divide the wait by workers as well.",
        "divide the wait by the workers.",
    ),
    "times-workers": Part(
        lambda at: at.service_s * at.workers / (1 - at.busy),
        "You multiply the wait by the workers, so more of them make it longer. They shorten it: divide by them.",
        "divide the wait by the workers instead of multiplying by them.",
    ),
    "spare-forgotten": Part(
        lambda at: at.service_s / at.workers,
        "You let a request that waits do so only until the next worker is free. Others may be ahead of it: divide by 1"
        " - utilisation, too.",
        "divide the wait by 1 - utilisation.",
    ),
    "times-the-spare": Part(
        lambda at: at.service_s * (1 - at.busy) / at.workers,
        "You multiply the wait by 1 - utilisation, so that a busier pod seems quicker. Divide by it. (In Python, that"
        " takes brackets around all that is divided by.)",
        "divide the wait by 1 - utilisation instead of multiplying by it.",
    ),
    "busy-for-spare": Part(
        lambda at: at.service_s / (at.workers * at.busy),
        "You divide the wait by how busy the workers are. What empties the queue is the time they have left:"
        " 1 - utilisation.",
        "divide the wait by 1 - utilisation, not by the utilisation.",
    ),
    "by-offered": Part(
        lambda at: at.service_s / (at.workers * at.busy * (1 - at.busy)),
        "You divide the wait by `offered`, the workers that are busy on average. A request waits only while all of them"
        " are: divide by `workers`.",
        "divide the wait by `workers`, not by `offered`.",
    ),
    "offered-for-busy": Part(
        lambda at: at.service_s / (at.workers * (1 - at.workers * at.busy)),
        "You take `offered` for the utilisation. With several workers it can pass 1. What all of them together have"
        " left is 1 - utilisation.",
        "divide the wait by 1 - utilisation, not by 1 - offered.",
    ),
    "unit-forgotten": Part(
        lambda at: 1 / (at.workers * (1 - at.busy)),
        "The wait isn't in seconds yet: service_s is missing from it.",
        "service_s is missing from the wait.",
    ),
    "chance-for-time": Part(
        lambda at: 1,
        "You add a chance to a time. Multiply the share that waits by how long such a request waits.",
        "multiply the share that waits by a time.",
    ),
    "one-service-more": Part(
        lambda at: at.service_s,
        "You let a request that waits do so for one whole service. The wait is shorter where many workers finish, and"
        " longer where many requests wait: service_s / (workers * (1 - utilisation)).",
        "the wait isn't one whole service.",
    ),
}
LAST = {
    "one-worker": Part(
        lambda at, service_s, who, wait_s: at.service_s / (1 - at.busy),
        "That is the formula for pods with one worker each, from exercise 1. Here a request waits only if all workers"
        " are busy: use `waits`.",
        "use `waits`: the formula from exercise 1 is for one worker.",
    ),
    "one-worker-for-all": Part(
        lambda at, service_s, who, wait_s: at.service_s / (1 - at.workers * at.busy),
        "That is the formula from exercise 1, with all of the work on one worker. Here several workers share it, and a"
        " request waits only if all of them are busy: use `waits`.",
        "use `waits`: that formula from exercise 1 gives all of the work to one worker.",
    ),
    "service-over-the-spare": Part(
        lambda at, service_s, who, wait_s: (at.service_s + at.waits * at.service_s / at.workers) / (1 - at.busy),
        "You divide the service by 1 - utilisation, too. Only the wait gets longer on a busy pod; a worker needs the"
        " same time for a request.",
        "don't divide the service by 1 - utilisation.",
    ),
    "one-workers-mean-waits": Part(
        lambda at, service_s, who, wait_s: at.waits * at.service_s / (1 - at.busy),
        "You multiply the mean of exercise 1, for pods with one worker, by `waits`. Add two things: the service, which"
        " every request takes, and the wait of those that wait, which is shorter with more workers.",
        "use the wait of several workers, and add the service: exercise 1 has one worker.",
    ),
    "wait-of-those-that-wait": Part(
        lambda at, service_s, who, wait_s: wait_s,
        "That is how long a request waits if it has to wait at all. Multiply it by the share that does, and add the"
        " service, which every request takes.",
        "multiply the wait by `waits`, and add the service.",
    ),
    "added-not-multiplied": Part(
        lambda at, service_s, who, wait_s: service_s + who + wait_s,
        "You add the share that waits to the times. A share is no time: multiply the wait by it.",
        "multiply the wait by `waits` instead of adding the two.",
    ),
    "service-times-wait": Part(
        lambda at, service_s, who, wait_s: service_s * who * wait_s,
        "You multiply the service by the wait. A request takes one and then the other: add them.",
        "add service and wait instead of multiplying them.",
    ),
    "half-wait": Part(
        lambda at, service_s, who, wait_s: service_s + wait_s / 2,
        "You let half of the requests wait. The share that waits is `waits`: multiply the wait by that.",
        "the share that waits is `waits`, not one half.",
    ),
    "percentile-for-mean": Part(
        lambda at, service_s, who, wait_s: 4.605 * (service_s + who * wait_s),
        "You multiply by about 4.6, which turns the mean of exercise 1 into p99. The question is the mean itself.",
        "don't multiply by 4.6: the question is the mean.",
        roughly,
    ),
    "chance-alone": Part(
        lambda at, service_s, who, wait_s: who,
        "You return the share of requests that wait. The question is how long a request takes.",
        "return a time, not the share that waits.",
    ),
    "service-alone": Part(
        lambda at, service_s, who, wait_s: service_s,
        "That's the latency of a request that never waits. Add what waiting costs on average: the share that waits,"
        " times how long it waits.",
        "add what waiting costs on average.",
    ),
}
LATENCY = {"service": SERVICE, "who": WHO, "wait": WAIT}
ALL = Family(queue, {"endless": SEEN_ALONE | TOO_OFTEN, **LATENCY, "last": LAST})
WITHOUT_LAST = Family(queue, {"endless": TOO_OFTEN, **LATENCY})
WITH_LAST = Family(queue, {"endless": TOO_OFTEN, "last": LAST})  # its ways look at none of the other steps

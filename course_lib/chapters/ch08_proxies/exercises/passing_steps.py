"""Each step of added_latency, and the ways to get it wrong."""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.chapters.ch08_proxies.exercises.passing import added
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.proxies.textbook import Call, added_latency

PROXIES = {
    "two-always": Part(
        lambda at: 2,
        "You count two proxies for every call. A service that isn't in the mesh has none: ask of each end whether it's"
        " `in meshed`.",
        "an end that isn't in the mesh has no proxy.",
    ),
    "two-if-there-is-a-mesh": Part(
        lambda at: 2 if at.meshed else 0,
        "You count two proxies for every call as soon as there is a mesh at all. Ask of each end whether it is `in"
        " meshed`.",
        "ask of each end whether it is in the mesh.",
    ),
    "one-a-call": Part(
        lambda at: 1,
        "You count one proxy for every call. Each end has one if it's in the mesh: that may be none, one or two.",
        "a call passes none, one or two proxies: one at each end that is in the mesh.",
    ),
    "the-callers-alone": Part(
        lambda at: int(at.ends[0]),
        "You count one proxy a call, the caller's. The called service has one as well if it's in the mesh: a request"
        " passes both.",
        "count the called service's proxy as well.",
    ),
    "the-called-ones-alone": Part(
        lambda at: int(at.ends[1]),
        "You count one proxy a call, the called service's. The caller has one as well if it's in the mesh: a request"
        " passes both.",
        "count the caller's proxy as well.",
    ),
    "two-if-both": Part(
        lambda at: 2 if all(at.ends) else 0,
        "You count proxies only where both ends are in the mesh. If one end is, the call passes that one's proxy.",
        "if only one end is in the mesh, the call passes one proxy.",
    ),
    "one-if-both": Part(
        lambda at: int(all(at.ends)),
        "You count one proxy where both ends are in the mesh, and none where one is. Each end that is in the mesh has a"
        " proxy of its own.",
        "count one proxy for each end that is in the mesh.",
    ),
    "one-if-any": Part(
        lambda at: int(any(at.ends)),
        "You count one proxy a call, however many ends are in the mesh. With both in it, the call passes two.",
        "with both ends in the mesh a call passes two proxies.",
    ),
    "two-if-any": Part(
        lambda at: 2 if any(at.ends) else 0,
        "You count two proxies as soon as one end is in the mesh. The other end has one only if it's in the mesh, too.",
        "with one end in the mesh a call passes one proxy.",
    ),
    "two-if-the-caller": Part(
        lambda at: 2 if at.ends[0] else 0,
        "You count two proxies for a call if the caller is in the mesh, and otherwise none, as if the condition asked"
        " of the caller for both ends. Ask of each end by itself, in the loop of `end`.",
        "ask of each end, not of the caller twice.",
    ),
    "two-if-the-called-one": Part(
        lambda at: 2 if at.ends[1] else 0,
        "You count two proxies for a call if the called service is in the mesh, and otherwise none, as if the condition"
        " asked of the called service for both ends. Ask of each end by itself, in the loop of `end`.",
        "ask of each end, not of the called service twice.",
    ),
    "never-in-the-mesh": Part(
        lambda at: 0,
        "Your answer is 0 for every request, as if no call passed a proxy. Is your condition ever true? `meshed` is a"
        " list of names; a name isn't equal to a list, it's `in` it.",
    ),
    "ends-without-a-proxy": Part(
        lambda at: 2 - sum(at.ends),
        "You count the ends that aren't in the mesh. Those that are have the proxies.",
        "count the ends that are in the mesh, not the others.",
    ),
}
DELAY = {
    "proxies-added-to-milliseconds": Part(
        lambda call_ms, proxies, proxy_ms: proxies + proxy_ms,
        "You add the number of proxies to the milliseconds. Each of them takes proxy_ms: multiply, proxies * proxy_ms.",
        "multiply the proxies by proxy_ms instead of adding them.",
    ),
    "delay-grows-with-the-call": Part(
        lambda call_ms, proxies, proxy_ms: call_ms * proxies * proxy_ms,
        "You multiply the proxies' delay by how long the call takes. A proxy adds proxy_ms to a call, however long that"
        " is.",
        "a proxy adds the same to every call, however long that is.",
    ),
    "call-multiplied": Part(
        lambda call_ms, proxies, proxy_ms: call_ms * (proxies * proxy_ms - 1),
        "You multiply a call's time by its proxies and proxy_ms. Proxies add to that time: call_ms + proxies *"
        " proxy_ms.",
        "add the proxies' time to the call's instead of multiplying.",
    ),
}
STEP = {
    "all-calls-in-a-row": Part(
        lambda calls: (sum(calls.bare_ms), sum(calls.proxied_ms)),
        "You add up the delays of all calls of a step. They run at the same time: the step takes as long as its slowest"
        " call, with proxies or without.",
        "the calls of a step run at the same time; the slowest counts.",
    ),
    "fastest-call": Part(
        lambda calls: (min(calls.bare_ms), min(calls.proxied_ms)),
        "You let a step end with its fastest call. It has to wait for all of them, so for the slowest: max.",
        "a step waits for its slowest call, not for the fastest.",
    ),
    "most-proxies": Part(
        lambda calls: (0.0, max(calls.added_ms)),
        "You add the most that any call of a step is delayed. A delay of a quick call isn't felt as long as a slower"
        " one runs beside it: take the slowest call with proxies, less the slowest without.",
    ),
    "slowest-without-proxies": Part(
        lambda calls: (max(calls.bare_ms), calls.proxied_ms[list(calls.bare_ms).index(max(calls.bare_ms))]),
        "You count the proxies of the call that is the slowest without them. With proxies another call may be the"
        " slowest, and the step waits for that one: add its proxies to each call, then take the slowest.",
        "with proxies another call may be the slowest.",
    ),
    "last-call": Part(
        lambda calls: (calls.bare_ms[-1], calls.proxied_ms[-1]),
        "You count only the last call of each step. The step waits for all of them, so for the slowest.",
        "take the slowest call of a step, not the last.",
    ),
    "mean-call": Part(
        lambda calls: (sum(calls.bare_ms) / len(calls.bare_ms), sum(calls.proxied_ms) / len(calls.bare_ms)),
        "You take the mean of the calls of a step. It waits for all of them, so for the slowest.",
        "take the slowest call of a step, not their mean.",
    ),
}
LAST = {
    "total-for-added": Part(
        lambda without_ms, with_ms: with_ms,
        "You return the total latency with proxies. What they add is the difference from the latency without them. One"
        " well-known headline set one mesh's added latency beside another one's total.",
        "subtract the latency without proxies.",
    ),
    "without-proxies": Part(
        lambda without_ms, with_ms: without_ms,
        "You return the latency without proxies. How much more is it with them?",
        "return the difference, not the latency without proxies.",
    ),
    "wrong-sign": Part(
        lambda without_ms, with_ms: without_ms - with_ms,
        "You subtract the wrong way round, so proxies seem to make requests faster: with_ms - without_ms.",
        "subtract the other way round.",
    ),
    "times-as-long": Part(
        lambda without_ms, with_ms: with_ms / without_ms,
        "You return how many times as long the request takes. The question is how many milliseconds are added.",
        "subtract instead of dividing.",
    ),
    "share-added": Part(
        lambda without_ms, with_ms: (with_ms - without_ms) / without_ms,
        "You return the added latency as a share of the latency without proxies. That depends on how slow the service"
        " is; the question is how many milliseconds are added.",
        "return milliseconds, not a share.",
    ),
    "share-of-the-total": Part(
        lambda without_ms, with_ms: (with_ms - without_ms) / with_ms,
        "You return the added latency as a share of the total. The question is how many milliseconds are added.",
        "return milliseconds, not a share of the total.",
    ),
    "percent-added": Part(
        lambda without_ms, with_ms: 100 * (with_ms - without_ms) / without_ms,
        "You return percent: what is added, of the latency without proxies. The question is how many milliseconds are"
        " added.",
        "return milliseconds, not percent.",
    ),
    "percent-of-the-total": Part(
        lambda without_ms, with_ms: 100 * (with_ms - without_ms) / with_ms,
        "You return percent: what is added, of the latency with proxies. The question is how many milliseconds are"
        " added.",
        "return milliseconds, not percent of the total.",
    ),
    "in-percent-of-before": Part(
        lambda without_ms, with_ms: 100 * with_ms / without_ms,
        "You return the latency with proxies in percent of that without them. The question is how many milliseconds are"
        " added.",
        "subtract, and return milliseconds instead of percent.",
    ),
    "both-added-up": Part(
        lambda without_ms, with_ms: without_ms + with_ms,
        "You add up the latency without proxies and with them. A request takes one or the other: subtract.",
        "subtract instead of adding up.",
    ),
    "seconds-returned": Part(
        lambda without_ms, with_ms: (with_ms - without_ms) / 1000,
        "Your answer is a thousand times too small: in seconds, perhaps. All times here are in milliseconds.",
        "return milliseconds.",
    ),
    "one-of-two": Part(
        lambda without_ms, with_ms: (with_ms - without_ms) / 2,
        "You halve what is added. proxy_ms is what one proxy adds already, and the loop has counted the proxies.",
        "don't halve what is added.",
    ),
}
ALL = Family(added, {"proxies": PROXIES, "delay": DELAY, "step": STEP, "last": LAST})


def last_step(steps: Sequence[Sequence[Call]], meshed: Sequence[str], proxy_ms: float) -> float:
    """Return what proxies add to the last step."""
    return added_latency(steps[-1:], meshed, proxy_ms)


def last_call(steps: Sequence[Sequence[Call]], meshed: Sequence[str], proxy_ms: float) -> float:
    """Return what proxies add to the last call of all."""
    return added_latency([steps[-1][-1:]], meshed, proxy_ms)


def last_steps_calls(steps: Sequence[Sequence[Call]], meshed: Sequence[str], proxy_ms: float) -> float:
    """Return what proxies add to all calls of the last step together."""
    return sum(added_latency([[call]], meshed, proxy_ms) for call in steps[-1])


def slowest_step(steps: Sequence[Sequence[Call]], meshed: Sequence[str], proxy_ms: float) -> float:
    """Return what proxies add if all steps run at the same time."""
    return added_latency([[call for calls in steps for call in calls]], meshed, proxy_ms)


def each_proxy_once(steps: Sequence[Sequence[Call]], meshed: Sequence[str], proxy_ms: float) -> float:
    """Return what proxies add if each is passed once."""
    ends = {end for calls in steps for caller, callee, _ in calls for end in (caller, callee)}
    return len(ends & {*meshed}) * proxy_ms


def never_reset(steps: Sequence[Sequence[Call]], meshed: Sequence[str], proxy_ms: float) -> float:
    """Return what proxies add if their number goes on growing from call to call."""
    proxies, added_ms = 0, 0.0
    for calls in steps:
        proxied_ms = []
        for caller, callee, call_ms in calls:
            proxies += (caller in meshed) + (callee in meshed)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        added_ms += max(proxied_ms) - max(call_ms for *_, call_ms in calls)
    return added_ms


OTHERS = {
    "steps-at-once": Mistake(
        slowest_step,
        "You let all steps run at the same time, and wait for the slowest. They come one after another: add up their"
        " times, and take the slowest of the calls within a step.",
    ),
    "each-proxy-once": Mistake(
        each_proxy_once,
        "You count the proxy of each service once for the whole request. A request passes it with every call of that"
        " service, and some of these calls run at the same time: take the slowest call of each step.",
    ),
    "proxies-never-reset": Mistake(
        never_reset,
        "Your number of proxies goes on growing from one call to the next. Each call begins at 0: proxies = 0 belongs"
        " inside the loop over the calls.",
    ),
    "last-step-added-up": Mistake(
        last_steps_calls,
        "You add up what is added to the calls of the last step, and of no other. without_ms and with_ms have to hold"
        " the sums over all steps: add each step's slowest call inside the loop, and return their difference.",
    ),
    "last-step-alone": Mistake(
        last_step,
        "You return what is added to the last step alone. without_ms and with_ms have to hold the sums over all steps:"
        " set them to 0 once, before the loop, add each step's slowest call inside it, and return their difference.",
    ),
    "last-call-alone": Mistake(
        last_call,
        "You return what is added to the last call alone. without_ms and with_ms have to hold the sums over all steps:"
        " add each step's slowest call inside the loop, and return their difference.",
    ),
}

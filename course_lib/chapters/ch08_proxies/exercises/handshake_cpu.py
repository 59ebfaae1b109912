"""Deeper: what encryption adds to a request of a service whose connections don't last."""

from __future__ import annotations

from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.framework.exercise.formulas import changed, scaled, together
from course_lib.framework.exercise.ingredients import Ingredient
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise
from course_lib.tables import figure

SIDES = 2
P_256_US, RSA_US, BULK_US, ENVOY_US = (
    figure("proxy_mtls", name).value for name in ("handshake_p_256", "handshake_rsa", "bulk", "envoy_full_p_256")
)


def right(handshake_us: float, bulk_us: float, requests: float, baseline_percent: float, sides: float = SIDES) -> float:
    """Return what encryption adds to a request on average, both sides together."""
    return sides * (handshake_us / requests + bulk_us) * (1 - baseline_percent / 100)


SINGLE = {
    "one-side": Mistake(
        changed(sides=1),
        "one side alone. The caller's proxy and the called one's both take part in the handshake, and both encrypt and"
        " decrypt.",
    ),
    "baseline-charged": Mistake(
        changed(baseline_percent=0),
        "all calls charged to the mesh. Those that have to be encrypted anyway cost the same without it.",
    ),
    "baseline-alone": Mistake(
        changed(baseline_percent=lambda baseline_percent: 100 - baseline_percent),
        "the calls that have to be encrypted anyway. The mesh adds the encryption of the others.",
    ),
    "baseline-divided": Mistake(
        lambda answer, baseline_percent: answer / (1 - baseline_percent / 100) ** 2,
        "the cost divided by the share that the mesh alone has encrypted. Multiply: of a cost of all calls, only that"
        " share is the mesh's.",
    ),
    "connection-reduced": Mistake(
        changed(
            requests=lambda requests, baseline_percent: requests * (1 - baseline_percent / 100),
            baseline_percent=0,
        ),
        "a connection that carries only the requests that needn't be encrypted anyway. It carries the others as well:"
        " take their share off the cost, not off the connection.",
    ),
    "baseline-added": Mistake(
        changed(baseline_percent=lambda baseline_percent: -baseline_percent),
        "the calls that have to be encrypted anyway added on top. The mesh adds nothing for those: subtract them.",
    ),
    "a-second": Mistake(
        lambda answer, rate: answer * rate,
        "the CPU of a second, not of a request. How many requests come in a second doesn't matter here.",
        has_own_unit=True,
    ),
    "handshake-for-every-request": Mistake(
        changed(requests=1),
        "a handshake for every request. A connection has one, at its beginning, and all of its requests share it.",
    ),
    "requests-multiplied": Mistake(
        changed(requests=lambda requests: 1 / requests),
        "the handshake multiplied by the requests of a connection. They share it: divide.",
    ),
    "handshake-of-envoy": Mistake(
        changed(handshake_us=ENVOY_US),
        f"the {ENVOY_US:g} µs that a whole handshake took in Envoy, from the text. The question gives its own.",
    ),
    "bulk-forgotten": Mistake(
        changed(bulk_us=0),
        "the handshakes alone. Each request and its answer are also encrypted and decrypted.",
    ),
    "bulk-alone": Mistake(
        changed(handshake_us=0),
        "encrypting and decrypting alone. Each request also bears its share of the handshake.",
    ),
    "bulk-shared": Mistake(
        changed(bulk_us=lambda bulk_us, requests: bulk_us / requests),
        "everything divided by the requests of a connection. They share the handshake alone; encrypting and decrypting"
        " is done anew for each.",
    ),
    "bulk-of-one-side": Mistake(
        changed(bulk_us=lambda bulk_us: bulk_us / 2),
        "the handshake of both sides, and the encrypting of one. Both do both.",
    ),
    "handshake-of-one-side": Mistake(
        changed(handshake_us=lambda handshake_us: handshake_us / 2),
        "the handshake of one side, and the encrypting of both. The question gives the CPU on each side, for both.",
    ),
    "sides-counted-twice": Mistake(
        scaled(2),
        "the two sides counted twice.",
    ),
    "percent-for-share": Mistake(
        lambda handshake_us, bulk_us, requests, baseline_percent: (
            SIDES * (handshake_us / requests + bulk_us) * (1 - baseline_percent)
        ),
        "a percentage subtracted from 1. As a share, 25% is 0.25.",
    ),
    "percent-subtracted": Mistake(
        lambda handshake_us, bulk_us, requests, baseline_percent: (
            SIDES * (handshake_us / requests + bulk_us) - baseline_percent
        ),
        "a percentage subtracted from microseconds. That share of the calls costs nothing more: multiply by what is"
        " left of 1.",
    ),
    "handshakes-alone-reduced": Mistake(
        lambda handshake_us, bulk_us, requests, baseline_percent: (
            SIDES * (handshake_us / requests * (1 - baseline_percent / 100) + bulk_us)
        ),
        "only the handshakes reduced by what has to be encrypted anyway. Those calls would be encrypted and decrypted"
        " as well: put brackets around both.",
    ),
    "bulk-alone-reduced": Mistake(
        lambda handshake_us, bulk_us, requests, baseline_percent: (
            SIDES * (handshake_us / requests + bulk_us * (1 - baseline_percent / 100))
        ),
        "only the encrypting and decrypting reduced by what has to be encrypted anyway. Those calls would need their"
        " handshakes as well: put brackets around both.",
    ),
    "handshake-share-alone": Mistake(
        lambda handshake_us, requests: handshake_us / requests,
        "a request's share of the handshake on one side, and nothing else. There is another side, a request is"
        " encrypted and decrypted, and some of it would have to be paid without the mesh as well.",
    ),
    "handshakes-of-a-connection": Mistake(
        lambda handshake_us: SIDES * handshake_us,
        "both sides' handshake of a connection, and nothing else. Its requests share that; each is encrypted and"
        " decrypted besides, and some of it would have to be paid without the mesh as well.",
    ),
    "shared-once-more": Mistake(
        lambda answer, requests: answer / requests,
        "the right microseconds, divided by the requests of a connection. They are those of one request already.",
    ),
    "share-taken-twice": Mistake(
        lambda answer, baseline_percent: answer * (1 - baseline_percent / 100),
        "the share that the mesh alone has encrypted taken twice. Once is enough.",
    ),
    "handshakes-of-a-second": Mistake(
        lambda handshake_us, requests, rate: SIDES * handshake_us * rate / requests,
        "the CPU of a second's handshakes. The question is for a request, with its encrypting and decrypting, and"
        " without what would have to be paid anyway.",
        has_own_unit=True,
    ),
    "in-cores": Mistake(
        lambda answer, rate: answer * rate / 1e6,
        "the cores that all requests of a second keep busy. The question is for the microseconds of one request.",
        has_own_unit=True,
    ),
    "milliseconds-a-second": Mistake(
        lambda answer, rate: answer * rate / 1000,
        "the milliseconds that all requests of a second take. The question is for the microseconds of one request.",
        has_own_unit=True,
    ),
    "divided-by-the-rate": Mistake(
        lambda answer, rate: answer / rate,
        "the right microseconds, divided by the requests of a second. They are those of one request already.",
        has_own_unit=True,
    ),
    "of-a-connection": Mistake(
        lambda answer, requests: answer * requests,
        "the CPU of a whole connection. Divide by its requests.",
        has_own_unit=True,
    ),
    "handshakes-a-second": Mistake(
        lambda handshake_us, bulk_us, requests, rate, baseline_percent: (
            SIDES * (handshake_us * requests / rate + bulk_us) * (1 - baseline_percent / 100)
        ),
        "handshakes shared by the requests of a second. They are shared by those of a connection; how many come in a"
        " second doesn't matter here.",
    ),
    "shared-by-the-rate": Mistake(
        changed(requests=lambda rate: rate),
        "the handshake divided by the requests of a second. Those that share a connection share its handshake.",
    ),
}

handshake_cpu = NumberExercise(
    chapter=CHAPTER,
    name="handshake_cpu",
    decision="say whether handshakes or encryption decide what mTLS costs you",
    text="A service gets {rate:g} requests a second from another one, through a sidecar on each side. A connection"
    " between the two sidecars carries {requests:g} requests before it closes. Its handshake takes {handshake_us:g} µs"
    " of CPU on each side; a request and its answer take {bulk_us:g} µs more on each side, to be encrypted and"
    " decrypted. {baseline_percent:g}% of the requests would have to be encrypted without a mesh as well, at the same"
    " cost. How much CPU does the mesh's encryption add to a request, on average over all requests, both sides"
    " together? In microseconds, to one digit after the point.",
    variants=(
        {"rate": 350, "requests": 4, "handshake_us": P_256_US, "bulk_us": BULK_US, "baseline_percent": 25},
        {"rate": 240, "requests": 8, "handshake_us": RSA_US, "bulk_us": 3 * BULK_US, "baseline_percent": 40},
        {"rate": 70, "requests": 3, "handshake_us": P_256_US, "bulk_us": 5 * BULK_US, "baseline_percent": 60},
    ),
    right=right,
    working="On each side {handshake_us:g} / {requests:g} + {bulk_us:g} µs; on both sides twice that; and only for the"
    " share 1 - {baseline_percent:g}/100 of the requests: {answer:g} µs.",
    unit="microseconds",
    tolerance=0.005,
    digits=1,
    mistakes=SINGLE
    | together(
        SINGLE,
        ("one-side", "baseline-charged"),
        ("one-side", "baseline-alone"),
        ("one-side", "bulk-forgotten"),
        ("one-side", "bulk-shared"),
        ("one-side", "handshake-for-every-request"),
        ("one-side", "a-second"),
        ("one-side", "requests-multiplied"),
        ("baseline-charged", "bulk-forgotten"),
        ("baseline-charged", "bulk-shared"),
        ("baseline-charged", "handshake-for-every-request"),
        ("baseline-charged", "a-second"),
        ("baseline-charged", "requests-multiplied"),
        ("bulk-forgotten", "a-second"),
        ("bulk-forgotten", "handshake-for-every-request"),
        ("one-side", "bulk-alone"),
        ("baseline-charged", "of-a-connection"),
    ),
    ingredients={
        "requests": Ingredient("the {requests:g} requests of a connection"),
        "handshake_us": Ingredient("the handshake's {handshake_us:g} µs", left_out=0),
        "bulk_us": Ingredient("the {bulk_us:g} µs for each request", left_out=0),
        "baseline_percent": Ingredient("the {baseline_percent:g}% encrypted anyway", left_out=0),
    },
    hints=(
        "Take one connection. What does one side do once, and what does it do for each request? How many requests share"
        " the first?",
        "A second matters nowhere here: the question is for a request. There are two sides, though.",
        "Of the calls that have to be encrypted anyway, the mesh adds nothing: multiply by the share of the others.",
    ),
    is_deeper=True,
)

"""Every figure in chapter 09's text, as the code gives it."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest

from course_lib.chapters.ch09_mesh import explorers as see
from course_lib.chapters.ch09_mesh.study.alternatives import AlternativesStudy
from course_lib.chapters.ch09_mesh.study.break_even import BreakEvenStudy
from course_lib.chapters.ch09_mesh.study.chain import LEDGER, ChainStudy
from course_lib.chapters.ch09_mesh.study.latency import LatencyStudy
from course_lib.chapters.ch09_mesh.study.uncertainty import COST, UNEVEN, UncertaintyStudy
from course_lib.framework.explorer.explorer import Explorer
from course_lib.mesh import (
    ALTERNATIVES,
    MEASURE,
    NONE,
    case,
    compare,
    counted,
    share_that_can_shrink,
    textbook,
    uncertain,
    watts_seen,
)
from course_lib.mesh.alternatives import BY_DEFAULT, CLIENT_SIDE, NODE_PROXY, SIZED, WHERE_NEEDED, WITH_WAYPOINT
from course_lib.mesh.features import METRICS, MTLS, POLICY
from tests.notebooks.conftest import source_of

TEXT = source_of("09_mesh").read_text(encoding="utf-8")
INSTALLED, RIGHT_SIZED = "as installed by default", "right-sized and scoped"
FOR, AGAINST = "a case for a mesh", "a case against"
WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 8: "eight", 9: "nine"}


def stands(figure: str) -> None:
    """Assert that the text holds a figure."""
    assert figure in TEXT, figure


def shown(explorer: Explorer, **changed: Any) -> Any:
    """Return what an explorer shows as it stands, or with something changed."""
    return explorer.compute(**{each.name: each.start for each in explorer.controls} | changed)  # type: ignore[attr-defined]


def map_(**changed: Any) -> BreakEvenStudy:
    """Return the map of break-even."""
    found: BreakEvenStudy = shown(see.break_even, **changed)
    return found


def objective(**changed: Any) -> LatencyStudy:
    """Return what proxies take off an objective."""
    found: LatencyStudy = shown(see.latency, **changed)
    return found


def chain(**changed: Any) -> ChainStudy:
    """Return the whole chain."""
    found: ChainStudy = shown(see.chain, **changed)
    return found


def ways(**changed: Any) -> AlternativesStudy:
    """Return the seven ways."""
    found: AlternativesStudy = shown(see.alternatives, **changed)
    return found


def sure(**changed: Any) -> UncertaintyStudy:
    """Return how sure it is."""
    found: UncertaintyStudy = shown(see.uncertainty, **changed)
    return found


def percent(share: float) -> str:
    """Return a share as the text has it, without its sign."""
    return f"{abs(share):.0%}"


def kg(study: ChainStudy) -> str:
    """Return the carbon that the mesh adds, without its sign."""
    return f"{abs(study.added['carbon'].best):.0f}"


def test_what_those_that_can_shrink_have_to_lose() -> None:
    first, used, everybody = shown(see.must_go), shown(see.must_go, proxy_m=20), shown(see.must_go, share_percent=100)
    stands(f"They have to lose {percent(first.loss)} of their pods")
    stands(f"Even if all of them went, {percent(sum(first.requested(first.gone)))} of today's CPU would be requested")
    stands(f"say 20m. Then it's {percent(used.loss)}")
    stands(f"If all of them can, it's {percent(everybody.loss)}.")
    stands("100 / (250 + 100)")
    assert everybody.loss == pytest.approx(100 / 350)


def test_what_the_first_exercise_is_asked() -> None:
    stands("# least_loss(250, 100, 1000, 200), least_loss(250, 20, 1000, 200), least_loss(250, 100, 300, 200)")
    found = [textbook.least_loss(250, *each, 200) for each in ((100, 1000), (20, 1000), (100, 300), (20, 300))]
    stands("{}, {} and {}. So".format(*map(percent, found)))
    stands(f"or both ({percent(found[3])})")


def test_the_map() -> None:
    stands("there are 1,000 pods, of which 40% can shrink")
    stands(f"if the busiest pod gets {map_().pays_from:.2f} times the mean or more")
    assert map_(proxies=RIGHT_SIZED).pays_from <= 1
    few, sized = map_(share_percent=20), map_(share_percent=20, proxies=RIGHT_SIZED)
    assert math.isinf(few.pays_from)
    stands(f"they pay from {sized.pays_from:.2f} times the mean on")
    many, sized = map_(views=50), map_(views=50, proxies=RIGHT_SIZED)
    stands(f"it takes {many.pays_from:.2f} times the mean; right-sized, {sized.pays_from:.2f}.")
    stands(f"the line is at {map_(resource='memory').pays_from:.2f} times the mean")


def test_what_proxies_add_comes_off_the_objective() -> None:
    at_60, slow = objective(objective_ms=60), objective(objective_ms=60, added_ms=6)
    stands(f"The 2 ms mean {percent(objective().for_latency)} more pods")
    stands(
        f"of 100 ms, and {percent(at_60.for_latency)} at 60 ms. 6 ms at 60 ms would mean {percent(slow.for_latency)}."
    )


def test_what_balancing_takes_away_again() -> None:
    few, many, tight = objective(), objective(views=50), objective(views=50, objective_ms=60)
    stands(f"With three, balancing takes away {percent(few.by_balancing)} of the pods, so {percent(few.net)} are saved")
    stands(f"With 50 it takes away {percent(many.by_balancing)}, and {percent(many.net)} are saved")
    stands(f"the proxies cost pods: {percent(tight.net)} more")
    stands(f"{percent(many.net)} of the pods instead of {percent(few.net).rstrip('%')},")
    assert tight.net > 0 > many.net > few.net
    threads = {percent(objective(workers="8", views=views).by_balancing) for views in (3, 50)}
    assert len(threads) == 1
    stands(f"balancing takes away {threads.pop()}, with three balancers or with 50")


def test_what_the_second_exercise_is_asked() -> None:
    stands("net_nodes(20, 4000, 50, [(100, 500, 60, acts), (60, 500, 60, acts)], drained)")
    found = [
        textbook.net_nodes(20, 4000, 50, [(100, 500, 60, acts), (60, 500, 60, acts)], drained)
        for acts, drained in ((True, True), (True, False), (False, False))
    ]
    assert found == [-3, 0, 2]
    stands("Three nodes less, none less, two more.")


def test_what_is_counted_twice_in_the_shop() -> None:
    shop = case("mixed")
    found = counted(shop.scenario, SIZED, MEASURE, given=shop.given)
    stands(f"balancing alone would empty {found.balancing:.1f} nodes, and right-sizing alone {found.right_sizing:.1f}")
    added = round(found.balancing, 1) + round(found.right_sizing, 1)
    stands(f"Both together empty {found.together:.1f}, and not {added:.1f}")


def test_the_case_for_a_mesh() -> None:
    study, given = chain(system=FOR), case("few_callers").scenario
    assert {each.protocol for each in given.services} == {"gRPC"}
    assert {each.workers for each in given.services} == {1}
    assert {each.callers for each in given.services} == {3, 4}
    assert not any(each.balanced_by_clients for each in given.services)
    assert {each.busiest_over_mean for each in given.services} == {1.9, 2.2}
    gone, before = -study.added["pods"].best, given.pods
    nodes, all_nodes = -study.added["nodes"].best, study.without["nodes"].best
    carbon = study.added["carbon"]
    stands(
        f"{gone:.0f} of {before} pods go, {nodes:.0f} of {all_nodes:.0f} nodes, and {kg(study)} kg of carbon a month"
    )
    stands(f"({-carbon.high:.0f} to {-carbon.low:.0f})")
    assert study.paying.pays.best == 1
    stands(
        f"In the case for a mesh, {nodes:.0f} of {all_nodes:.0f} nodes go, and no guess within our ranges turns that"
    )
    assert compare(given, [SIZED], given=case("few_callers").given, outputs=[MEASURE])[SIZED].net[MEASURE].high < 0


def test_the_case_against() -> None:
    study, given = chain(system=AGAINST), case("memory_first")
    assert {each.workers for each in given.scenario.services} == {8}
    assert max(each.busiest_over_mean for each in given.scenario.services) < 1.05
    assert study.binds == "memory"
    assert share_that_can_shrink(given.scenario, given.given) == 0
    carbon = study.added["carbon"]
    stands(f"takes {WORDS[round(study.added['nodes'].best)]} more node, and {kg(study)} kg a month")
    stands(f"({carbon.low:.0f} to {carbon.high:.0f}).")


def test_who_acts_in_the_case_for_a_mesh() -> None:
    undrained, nobody = chain(system=FOR, acting="nobody drains nodes"), chain(system=FOR, acting="nobody")
    assert undrained.added["nodes"].best == 0
    stands(f"the carbon rises by {kg(undrained)} kg a month")
    stands(f"it takes {WORDS[round(nobody.added['nodes'].best)]} more node and {kg(nobody)} kg")


def test_what_changes_is_the_marginal_intensity() -> None:
    stands(f"{kg(chain(system=FOR, intensity='marginal'))} kg less instead of {kg(chain(system=FOR))}")


def test_client_side_in_the_guessed_ledger() -> None:
    alone, sidecars = chain(alternative=CLIENT_SIDE), chain()
    assert LEDGER in see.chain.controls[0].options  # type: ignore[attr-defined]
    gone = [-round(study.added["pods"].best) for study in (alone, sidecars)]
    stands(f"{WORDS[gone[0]]} pods go, where {WORDS[gone[1]]} go with right-sized sidecars")


def test_the_shop_seven_ways() -> None:
    study = ways()
    by_nodes = {name: each["nodes"] for name, each in study.changes.items()}
    stands(f"{study.today['pods']:.0f} pods on {study.today['nodes']:.0f} nodes")
    assert by_nodes[CLIENT_SIDE] == by_nodes[WHERE_NEEDED]
    assert by_nodes[BY_DEFAULT] == by_nodes[NONE]
    stands(f"right-sizing alone takes away {percent(by_nodes[NONE])} of the nodes")
    stands(f"get to {percent(by_nodes[CLIENT_SIDE])}, right-sized sidecars everywhere to {percent(by_nodes[SIZED])}")
    stands(f"and sidecars as installed to {percent(by_nodes[BY_DEFAULT])}, which is no more")
    stands(f"it gets to {percent(by_nodes[NODE_PROXY])}")
    stands(f"right-sizing alone saves {percent(by_nodes[NONE])} of the nodes, and with client-side balancing it's")
    stands(f"it's {percent(by_nodes[CLIENT_SIDE])}. The best that a mesh does there is the same")
    assert by_nodes[CLIENT_SIDE] == min(by_nodes.values())
    in_the_shop = study.today["nodes"] * (1 + by_nodes[NONE])
    stands(f"where {in_the_shop:.0f} nodes are left without a mesh")


def test_fewer_nodes_and_more_carbon() -> None:
    changes, nodes = ways().changes, ways().today["nodes"]
    assert round(nodes * (changes[SIZED]["nodes"] - changes[NONE]["nodes"])) == -1
    assert changes[SIZED]["carbon"] > changes[NONE]["carbon"]
    by_carbon = {name: percent(each["carbon"]) for name, each in changes.items()}
    stands(f"Still there is more carbon: {by_carbon[SIZED]} less than today, where no mesh gets to {by_carbon[NONE]}.")
    stands(f"Client-side balancing gets to {by_carbon[CLIENT_SIDE]}.")


def test_what_encryption_in_every_pod_costs_the_shop() -> None:
    study = ways()
    nodes = {
        name: round(study.today["nodes"] * (each["nodes"] - study.changes[NONE]["nodes"]))
        for name, each in study.changes.items()
    }
    everywhere = [nodes[name] for name in (BY_DEFAULT, SIZED, NODE_PROXY, WITH_WAYPOINT)]
    assert (min(everywhere), max(everywhere)) == (-1, 1)
    stands("in the shop, from one node less than without a mesh to one more")


def test_nobody_acts_nobody_drains_and_a_contract() -> None:
    nobody = ways(replicas="no", requests="no", nodes="no").changes
    assert min(each["nodes"] for each in nobody.values()) == 0
    stands(f"sidecars as installed take {percent(nobody[BY_DEFAULT]['nodes'])} more nodes")
    stands(f"right-sized ones {percent(nobody[SIZED]['nodes'])}.")
    by_pod = ways(nodes="no", billed="pod").changes
    assert {each["nodes"] for each in by_pod.values()} == {0}
    stands(f"without a mesh it falls by {percent(by_pod[NONE]['bill'])} all the same")
    stands(f"and client-side by {percent(by_pod[CLIENT_SIDE]['bill'])}.")
    contract = {percent(each["bill"]) for each in ways(committed_percent=80).changes.values()}
    assert len(contract) == 1
    stands(f"the bill falls by {contract.pop()}, whichever way you go")


def test_what_client_side_balancing_does_not_bring() -> None:
    assert not {MTLS, POLICY, METRICS} & {*ALTERNATIVES[CLIENT_SIDE].features}


def test_whose_watts() -> None:
    seen = watts_seen(10, 0.2, onto=3)
    stands(f"By the pods' watts, {percent(seen.pods.best)} is saved. By the nodes' watts it's")
    stands(f"it's {percent(seen.nodes_on.best)} as long as the emptied servers stay on, and")
    stands(f"and {percent(seen.nodes_off.best)} once they're off")


def test_how_sure_it_is_in_the_shop() -> None:
    study = sure()
    net = study.spread
    assert net is not None
    stands(f"the shop's net is {-net.best:.2g} nodes less, and the middle 90% of the draws go from")
    stands(f"from {-net.low:.2g} less to {net.high:.2g} more. It saves in {percent(study.paying.pays.best)} of them")
    assert list(study.swings)[:2] == [COST, UNEVEN]
    assert study.measure_first == COST
    stands(f"would save {study.advice.inputs[COST].gain:.2g} nodes more on average")
    turns = re.search(r"turns at a busiest pod of ([\d.]+) times", see.uncertainty.describe(study).words)
    assert turns
    stands(f"At a busiest pod of {turns[1]} times the mean, the net goes through zero")


@pytest.mark.parametrize("alternative", [CLIENT_SIDE, WHERE_NEEDED])
def test_what_saves_in_practically_all_draws(alternative: str) -> None:
    assert sure(alternative=alternative).paying.pays.best > 0.99
    assert sure(alternative=alternative).measure_first is None


def test_what_moves_together() -> None:
    shop = case("mixed")

    def at(rank: float) -> tuple[str, str, str]:
        found = uncertain(shop.scenario, SIZED, given=shop.given, correlated={(COST, UNEVEN): rank})
        cost, uneven = (percent(found.shares[name]) for name in (COST, UNEVEN))
        return percent(found.paying.pays.best), cost, uneven

    saves, cost, uneven = at(0)
    stands(f"a proxy's CPU has {cost} of the variance and the unevenness {uneven}")
    rising, rising_cost, rising_uneven = at(0.8)
    stands(f"the sidecars save in {rising} of the draws instead of {saves}")
    stands(f"The shares are {rising_cost} and {rising_uneven} then")
    _, cost, uneven = at(-0.8)
    stands(f"they have {cost} and {uneven}. That adds up to more than 100%")

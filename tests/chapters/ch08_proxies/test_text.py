"""Every figure in chapter 08's text, as the code or a row of a table gives it."""

from __future__ import annotations

import math
import re

import pytest

from course_lib import tables
from course_lib.balancers import POWER_OF_TWO_CHOICES, ROUND_ROBIN
from course_lib.chapters.ch08_proxies.exercises.a_tenth import published
from course_lib.chapters.ch08_proxies.study.benchmarks import RUNS, benchmark_study
from course_lib.chapters.ch08_proxies.study.configuration import configuration_study
from course_lib.chapters.ch08_proxies.study.mtls import mtls_study
from course_lib.chapters.ch08_proxies.study.ratio import RESERVED, USED, Pair, ratio_study
from course_lib.chapters.ch08_proxies.study.releases import BESIDE, releases_study
from course_lib.chapters.ch08_proxies.study.topologies import NODE, SIDECAR, WAYPOINT, TopologiesStudy, topologies_study
from course_lib.proxies import textbook
from course_lib.proxies.audit import impossible, standing_still
from course_lib.proxies.benchmarks import Usage, benchmark, latencies, usage, usages
from course_lib.proxies.mtls import CRYPTOGRAPHY, P_256, RSA, WHOLE, handshake_us, resumed_share, resumed_us
from course_lib.proxies.rate import RATES, layers_ratio
from course_lib.proxies.ratios import ratio_by_request, ratio_by_use, reserved
from course_lib.proxies.requests import BEFORE, LINKERD_HA
from course_lib.sizing import Need, pods_needed
from course_lib.sizing.demand.files.queries import queries
from tests.notebooks.conftest import source_of

TEXT = source_of("08_proxies").read_text()
WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
LOADS = ("20", "200", "2000")
FRACTIONS = {6: "a sixth", 9: "a ninth", 11: "an eleventh", 34: "a 34th"}


def stands(figure: str) -> None:
    """Assert that the text holds a figure."""
    assert figure in TEXT, figure


def claim(identity: str) -> float:
    """Return a figure of one of the reports' own summaries."""
    return tables.figure("proxy_claims", identity).value


def pairs(counted: str, resource: str, load: str = "2,000 requests/s") -> tuple[Pair, Pair]:
    """Return the two pairs that the first picture shows."""
    first, second = ratio_study(counted, resource, load).pairs
    return first, second


def istio(version: str, figure: str) -> float:
    """Return what Istio's own page gives for a release."""
    return releases_study(version).here.figures[figure][0]


def fleet(**changed: float | str) -> TopologiesStudy:
    """Return the picture of topologies as it stands, or with something changed."""
    return topologies_study(**{"pods_per_node": 30, "nodes": 20, "callers": 20, "waypoints": 2} | changed)  # type: ignore[arg-type]


def test_what_became_of_the_two_proxies() -> None:
    may, november = pairs(USED, "CPU")
    stands(f"Linkerd's busiest proxy took {november.linkerd / may.linkerd:.1f} times as much CPU as in May")
    stands("and Istio's took a quarter less")
    assert november.istio / may.istio == pytest.approx(0.75, abs=0.02)


def test_the_ratio_by_load_and_by_resource() -> None:
    (may_20, nov_20), (may_200, nov_200) = (pairs(USED, "CPU", f"{load} requests/s") for load in (20, 200))
    stands(f"took {may_20.ratio:.0f} times as much as Linkerd's in May, and {nov_20.ratio:.1f} times in November")
    stands(f"At 200 it was {may_200.ratio:.0f} times and {nov_200.ratio:.1f} times")
    may, november = pairs(USED, "memory")
    stands(f"{may.ratio:.1f} times in May, {november.ratio:.1f} times in November")


def test_what_they_reserve() -> None:
    linkerd, istio_ = reserved(LINKERD_HA), reserved("Istio, default")
    stands(f"its proxy [requests](glossary.ipynb#request) {linkerd.cpu_m:.0f}m of CPU")
    stands(f"Istio's requests {istio_.cpu_m:.0f}m by default: 1 to 1")
    assert ratio_by_request("CPU") == 1
    stands(f"By memory it's {linkerd.memory_mib:.0f}Mi against {istio_.memory_mib:.0f}Mi")
    default = reserved("Linkerd, default")
    assert (default.cpu_m, default.memory_mib) == (0, 0)
    assert pairs(RESERVED, "CPU")[0].ratio == 1


def test_the_headline() -> None:
    stands(f"*{claim('november_linkerd_headline'):.0f} ms against {claim('november_istio_headline'):.0f} ms*")
    stands(f"says that Istio adds {claim('november_istio_added'):.0f}")
    own = claim("november_istio_added") / claim("november_linkerd_headline")
    suggested = claim("november_istio_headline") / claim("november_linkerd_headline")
    stands(f"Istio adds {own:g} times as much as Linkerd, and not {suggested:g} times")


def test_closed_clients_measure_their_own_throughput() -> None:
    study = benchmark_study("LiveWyer 2024, 32 connections", "p50")
    passed = {mesh: usage("livewyer_2024", "32 connections", mesh, "throughput", "app").value for mesh in study.rows}
    latency_ms = {mesh: 1000 * 32 / each for mesh, each in passed.items()}
    stands(f"32 / {passed['none']} = {latency_ms['none']:.0f} ms without a mesh")
    stands(f"has a median of {study.total_ms['none']:.0f}")
    for mesh, median_ms in study.total_ms.items():
        assert latency_ms[mesh] == pytest.approx(median_ms, rel=0.01)
    fewer = {mesh: f"{1 - each / passed['none']:.0%}" for mesh, each in passed.items()}
    assert fewer["Istio"] == fewer["Cilium"]
    stands(f"{fewer['Linkerd']} fewer with Linkerd, {fewer['Istio']} fewer with Istio or Cilium")


def test_an_overloaded_run() -> None:
    study = benchmark_study("Kinvolk 2019, 600 requests/s", "p99")
    stands(f"{study.total_ms['Istio'] / 1000:.0f} s say nothing")
    assert "couldn't keep up with 600 requests/s" in study.benchmark.caveat


def test_where_a_mesh_is_faster_than_none() -> None:
    study = benchmark_study("April 2025, 200 requests/s", "p99")
    stands(f"**April 2025, 200 requests/s, p99**: {-study.added_ms['Linkerd']:.1f} ms *faster* with Linkerd")
    ingress = benchmark_study("LiveWyer 2024, ingress, 128 connections", "p99")
    assert all(added < -1000 for added in ingress.added_ms.values())
    assert "without a mesh and for Cilium as failed" in ingress.benchmark.caveat
    assert "the app leaks memory" in ingress.benchmark.caveat


def test_the_people_behind_the_five_reports() -> None:
    of_a_name = {benchmark(identity).name.split(", ingress")[0]: benchmark(identity) for identity, _ in RUNS.values()}
    stakes = [each.stake for each in of_a_name.values()]
    stands(f"Of the {WORDS[len(stakes)]} reports in this picture, {WORDS[stakes.count('vendor')]} are by the makers")
    assert sorted(stakes) == ["ambassador", "commissioned", "consultancy", "vendor", "vendor"]
    assert {each.ran_by for each in of_a_name.values() if each.stake == "vendor"} == {
        "Buoyant, the company behind Linkerd"
    }


def test_istios_page_by_release() -> None:
    cpu = [istio(version, "CPU") for version in ("1.7", "1.12", "1.20", "1.24")]
    stands(f"to {cpu[1]}, back to {cpu[2]}, and then to {cpu[3]}.")
    stands(f"CPU went from {cpu[0]} [vCPU](glossary.ipynb#vcpu)")
    before, after = (istio(version, "added p90") for version in ("1.12", "1.20"))
    stands(
        f"Added latency (p90) went from {before} ms to {after} ms in one step. Did the proxy get twelve times as fast?"
    )
    assert round(before / after) == 12
    for version, connections in (("1.7", "16 "), ("1.20", "2 to 64 "), ("1.24", "4 ")):
        assert f"over {connections}connections" in benchmark(f"istio_{version.replace('.', '_')}").load
        stands(f"{connections}")
    assert benchmark("istio_1_24").environment != benchmark("istio_1_20").environment
    assert releases_study("1.12").here.figures == releases_study("1.8").here.figures


def test_others_on_the_same_releases() -> None:
    red_hat, microsoft = (each.figures["CPU"] for each in releases_study("1.12", BESIDE).others)
    stands(f"says {red_hat[0]} vCPU and, further down, {red_hat[1]}. For 1.19, Microsoft says {microsoft[0]} vCPU")


def test_the_impossible_row() -> None:
    assert len(impossible(latencies())) == 1
    assert [(fall.lower, fall.higher) for fall in impossible(latencies())] == [("p50", "p90")]
    stands(f"It finds one of {len(latencies())} rows, with a median above its p90")


def test_the_column_that_is_no_cpu() -> None:
    still = standing_still(each for each in usages() if each.resource == "CPU")
    assert {each.before.mesh for each in still} == {"Istio"}
    may = [usage("may_2021", load, "Istio").value for load in LOADS]
    november = [usage("november_2021", load, "Istio").value for load in LOADS]
    stands(f"says {may[0]:g}, {may[1]:g} and {may[2]:g} ms at 20, 200 and 2,000 requests/s")
    stands(f"it says {november[1]:g} and {november[2]:g} ms at 200 and 2,000")
    stands(f"the ratio of {ratio_by_use('may_2021', '20'):.0f} at 20 requests/s")


def test_how_many_calls_go_through_a_library() -> None:
    stands(f"At Meta, {usage('servicerouter_2023', '', 'ServiceRouter', 'calls', 'library').value:.0%} of all calls")
    assert benchmark("servicerouter_2023").year == 2023
    assert fleet().fleet.needed == 0.2


def test_what_the_places_reserve_and_save() -> None:
    stands("one for 30 pods is cheap")
    assert fleet().footprints[WAYPOINT].cores < fleet().footprints[SIDECAR].cores / 5
    many, few = (fleet(callers=callers).shares for callers in (50, 2))
    stands(f"With 50 callers, sidecars need {many[SIDECAR].best:.0%} of random's pods")
    stands(f"With 2 they need {few[SIDECAR].best:.0%}, as two waypoints do")
    assert few[SIDECAR] == few[WAYPOINT]
    cpu = fleet().break_even["CPU"]
    assert cpu is not None
    stands(f"Below {WORDS[math.floor(cpu) + 1]} pods a node, sidecars request less CPU")
    stands(f"from {WORDS[math.floor(cpu) + 1]} pods a node on by CPU")


def test_the_pods_shares_are_those_of_two_choices_and_not_of_turns() -> None:
    assert "two choices" in fleet().shares[SIDECAR].source
    stands("always with [two choices](glossary.ipynb#two-choices)")
    few, many = ([pods_needed(Need(9, 2), each, proxies=proxies) for each in (POWER_OF_TWO_CHOICES, ROUND_ROBIN)]
                 for proxies in (1, 10))  # fmt: skip
    stands("with few clients it then saves a little less than the picture says")
    assert few[0].high < few[1].low
    stands("from ten on the two can't be told apart (chapter 06)")
    assert many[0].low <= many[1].high


def test_node_proxies_as_they_were_installed() -> None:
    before, since = ([tables.figure("cluster", f"{name}_{each}_request").value for each in ("cpu", "memory")]
                     for name in ("ztunnel_before", "ztunnel"))  # fmt: skip
    stands(f"requested {before[0]:.0f}m and {before[1]:,.0f}Mi, today {since[0]:.0f}m and {since[1]:.0f}Mi")
    study = fleet(nodes=20, pods_per_node=10, ztunnel=BEFORE)
    node, sidecar = (study.footprints[name].memory_gib for name in (NODE, SIDECAR))
    stands(f"the node proxies reserve {node:.1f} GiB, and the sidecars {sidecar:.1f}: 20 of the one kind")
    stands("20 of the one kind and 200 of the other")
    memory = fleet(sidecar=LINKERD_HA).break_even["memory"]
    assert memory is not None
    stands(f"less memory than node proxies and waypoints up to {math.floor(memory)} pods a node")


def test_what_the_picture_leaves_out_of_waypoints() -> None:
    requested_m = tables.figure("cluster", "waypoint_cpu_request").value
    used = usage("istio_1_24", "1000", "Istio ambient", "CPU", "waypoint").value
    stands(f"Waypoints request what they are installed with, {requested_m:.0f}m each")
    stands(f"({used} vCPU at 1,000 requests/s), that is enough for {requested_m / used:.0f} requests/s")
    stands(f"with ten the service needs {fleet(waypoints=10).shares[WAYPOINT].best:.0%} of random's pods")


def test_since_when_linkerd_encrypts_with_another_library() -> None:
    release = tables.figure("proxy_mtls", "linkerd_other_library")
    assert "2025-10-31" in release.source
    stands(f"since release {release.value:.2f} (October {release.year}) Linkerd encrypts with another library")
    stands(f"the announcement of release {release.value:.2f}, {release.year}")
    later = {
        each.benchmark for each in usages() if each.mesh == "Linkerd" and benchmark(each.benchmark).year > release.year
    }
    assert {each.part for each in usages() if each.benchmark in later} == {"control plane", "destination controller"}
    assert all(benchmark(each.benchmark).year <= release.year for each in latencies() if each.mesh == "Linkerd")
    stands("so every benchmark of its proxy here measured another one")


def test_where_a_tenth_holds() -> None:
    for resource, most, least in (("CPU", 34, 9), ("memory", 11, 9)):
        ratios = [ratio_by_use("may_2021", load, resource) for load in LOADS]
        assert (round(max(ratios)), round(min(ratios))) == (most, least)
        stands(f"of {resource} between {FRACTIONS[most]} and {FRACTIONS[least]}")
    assert {round(ratio_by_use("november_2021", load, "memory")) for load in LOADS} == {6}
    stands(f"In November, its memory was {FRACTIONS[6]} of Istio's")
    stands(f"{ratio_by_use('november_2021', '2000'):.1f} times the CPU at 2,000 requests/s")
    used = [row for row in published() if row[1] == "used"]
    tenths = textbook.a_tenth(used, "used")
    assert (len(tenths), len(used)) == (4, 12)
    assert all(place.startswith(("May, 20/s", "May, 200/s")) for place in tenths)
    stands("Of twelve figures by use, four are a tenth or less: CPU and memory in May, at 20 and at 200 requests/s")
    assert {round(ratio_by_use("may_2021", "2000", resource)) for resource in ("CPU", "memory")} == {9}
    assert ratio_by_use("november_2021", "2000") < 2
    stands("At 2,000 both were a ninth in May, and in November the CPU was more than half")


def test_one_node_proxy_against_one_sidecar() -> None:
    node = [tables.figure("cluster", f"ztunnel_{each}_request").value for each in ("cpu", "memory")]
    own = reserved("Istio, default")
    stands(f"{node[0]:.0f}m and {node[1]:.0f}Mi, against {own.cpu_m:.0f}m and {own.memory_mib:.0f}Mi for a sidecar")

    def used(mesh: str, part: str) -> tuple[float, float]:
        cpu, memory = (usage("istio_1_24", "1000", mesh, each, part).value for each in ("CPU", "memory"))
        return cpu, memory

    cpu, memory = used("Istio ambient", "ztunnel")
    stands(f"{cpu:.2f} vCPU and {memory:.0f} MB for a ztunnel at 1,000 requests/s")
    cpu, memory = used("Istio", "sidecar")
    stands(f"and {cpu:.2f} vCPU and {memory:.0f} MB for a sidecar")


def test_one_users_proxies() -> None:
    study = ratio_study(RESERVED, "CPU", "2,000 requests/s").fleet
    assert study is not None
    stands(
        f"({study.year}), proxies that requested {study.requested_m:.0f}m used {study.mean_m}m on average,"
        f" and {study.most_m:.0f}m at most"
    )


def test_memory_hardly_grows_with_the_requests() -> None:
    few, many = (pairs(USED, "memory", load)[0].istio for load in ("20 requests/s", "2,000 requests/s"))
    stands(f"a hundred times as many took Istio's from {few:g} to {many:.0f} MB in May")


def test_memory_by_configuration() -> None:
    assert configuration_study(1000, 20, 1000).unused > 0.5
    scoped, whole, proxies = (
        tables.figure("proxy_memory", name) for name in ("scoped_memory", "unscoped_memory", "reported_proxies")
    )
    stands(f"In a real mesh of {proxies.value:,.0f} proxies it was about {whole.value:.0f} MB each, and")
    stands(f"{scoped.value:.0f} MB once they were told which services to hold ({scoped.year})")


def test_handshakes_by_requests_over_a_connection() -> None:
    shares = [mtls_study(each).cost.handshake_us for each in ("2", "10", "100", "1,000")]
    two, ten, hundred, thousand = (f"{float(f'{share:.2g}'):g}" for share in shares)
    stands(f"takes {two} µs of CPU per request on each side; with 10 requests {ten} µs")
    stands(f"with 100 requests {hundred}, and with 1,000 requests {thousand}")
    stands(f"encrypting 2 KB takes {mtls_study('2').cost.bulk_us:.1f} µs")
    stands(f"A whole sidecar takes {mtls_study('2').whole_us:.0f} µs for a request")
    stands(f"up to some {round(handshake_us() / mtls_study('2').cost.bulk_us, -1):.0f} requests over a connection")
    large = mtls_study("100", transferred_kb=200).cost
    stands(f"encryption takes {large.bulk_us:.0f} µs and the handshake {large.handshake_us:.1f}")


def test_whole_handshakes_and_resumed_ones() -> None:
    stands(f"in Envoy {handshake_us(P_256, WHOLE):.0f} µs instead of {handshake_us(P_256, CRYPTOGRAPHY):.0f}")
    stands(f"a handshake takes {handshake_us(RSA):.0f} µs, with P-256 {handshake_us(P_256):.0f}")
    stands(f"took {resumed_share().best:.0%} of a full one, and {resumed_share('TLS 1.2').best:.0%} with TLS 1.2")
    resumed, full = ({key: each(key, WHOLE) for key in (P_256, RSA)} for each in (resumed_us, handshake_us))
    stands(f"({resumed[P_256]:.0f} µs were left of {full[P_256]:.0f})")
    stands(f"RSA-2048 ({resumed[RSA]:.0f} of {full[RSA]:.0f})")
    assert tables.figure("proxy_mtls", "full_openssl").year == 2019


def test_a_cost_by_its_rate() -> None:
    costs = {rate: tables.figure("proxy_rate", f"l7_{rate}_rps").value for rate in (50, 2000)}
    stands(f"{costs[50] / costs[2000]:.1f} times as much CPU at 50 requests/s as at 2,000")
    ratios = [layers_ratio(rate) for rate in RATES]
    stands(f"an HTTP proxy took {min(ratios):.1f} to {max(ratios):.1f} times as much as one that only passes on TCP")


def sidecars_served(setup: str) -> str:
    """Return how many one istiod served, as the text writes it."""
    return f"{usage('aks_2024', setup, 'Istio', 'sidecars', 'istiod').value:,.0f}"


def test_what_change_costs_a_control_plane() -> None:
    overlay, cilium = (sidecars_served(f"{network}, 25% replaced") for network in ("CNI overlay", "Cilium"))
    stands(f"served {overlay} of them instead of {sidecars_served('CNI overlay')}")
    stands(f"with Cilium as the network, {cilium} instead of {sidecars_served('Cilium')}")


def test_only_istio_has_cpu_by_requests() -> None:
    by_requests: list[Usage] = [each for each in usages() if each.unit == "vCPU"]
    assert {each.mesh for each in by_requests} == {"Istio", "Istio ambient"}
    stands("For other proxies we found no published figure of this kind.")


def test_metrics_are_those_of_the_table() -> None:
    metrics = {each.metric for each in queries().values()}
    named = re.findall(r"\b(?:\w+_total)\b", TEXT)
    assert len(named) == 4
    assert set(named) <= metrics

"""Three sample reports about the betting company, with their marks: figures worked out, words made up.

Vocabulary: a `passage` is one paragraph of a report; a `judgement` is a criterion's mark and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from course_lib.chapters.ch10_capstone.study.figures import Figures, figures
from course_lib.chapters.ch10_capstone.study.rubric import rubric, total


@dataclass(frozen=True)
class Judgement:
    """A mark, and why it is that and no other."""

    mark: int
    why: str


@dataclass(frozen=True)
class Report:
    """A sample report.

    Attributes
    ----------
    title : str
        Its headline.
    passages : tuple of str
        Its paragraphs.
    judgements : dict of str to Judgement
        By criterion, in the rubric's order.
    """

    title: str
    passages: tuple[str, ...]
    judgements: dict[str, Judgement]

    @property
    def marks(self) -> tuple[int, ...]:
        """The marks, in the rubric's order."""
        return tuple(self.judgements[each.name].mark for each in rubric())

    @property
    def points(self) -> int:
        """How many points it has."""
        return total(self.marks)


@cache
def eager() -> Report:
    """Return a report that compares with today and stops at pods: 6 points."""
    f = figures()
    return Report(
        "A mesh cuts our platform by more than half",
        (
            f"We looked at the whole platform: {f.services} services in {f.pods:,} pods, {f.rate:,.0f} requests/s in"
            " the busiest hour.",
            "Our diagnosis: requests are spread badly. We measured every service for a week, pod by pod. The busiest"
            f" pod of the odds feed gets {f.worst:g} times the mean.",
            f"With sidecars, {f.with_sidecars:,} pods do the work that {f.pods:,} do today: {f.fewer_than_today:.0%}"
            f" fewer. That's {f.pods_per_1000(f.with_sidecars):.1f} pods per 1,000 requests/s instead of"
            f" {f.pods_per_1000(f.pods):.1f}, and we can expect the bill to fall as much.",
            f"The mesh isn't free: its proxies will use {f.proxies_used:.0f} cores. That is in our figures. (Source:"
            " the CPU that Istio's own page gives for a sidecar, carried over to our rate by the model of this"
            " course.)",
            f"We propose a pilot: the {f.pilot} for two weeks, with p99 and the number of pods on one dashboard. If its"
            " pods haven't fallen by a tenth by then, or p99 rises above the objective, we take the sidecars out"
            " again.",
        ),
        {
            "unit": Judgement(
                1,
                "It counts pods per 1,000 requests/s. The objective, embodied carbon and the grid's"
                " intensity don't come up.",
            ),
            "baseline": Judgement(
                0,
                f"It compares with today's {f.pods:,} pods. But the same people could right-size"
                f" without a mesh, which leaves {f.right_sized:,}. So {f.by_right_sizing:,} of the"
                f" {f.pods - f.with_sidecars:,} pods aren't the mesh's.",
            ),
            "diagnosis": Judgement(
                1,
                "The busiest pod over the mean was measured. What the mesh can't even out, the"
                " daily peak, isn't parted from it, and K and workers are missing.",
            ),
            "mesh_cost": Judgement(
                1,
                "It counts what the proxies use. What they request, the control plane and the"
                " added latency are missing.",
            ),
            "to_nodes": Judgement(0, "It ends with pods, and has the bill fall as they do. Not a node is mentioned."),
            "uncertainty": Judgement(0, "Every figure is a single number, as if it were certain."),
            "evidence": Judgement(
                1,
                "The source of the proxies' CPU is named. Whether it holds here wasn't checked, and it stands among"
                " measured figures as one of them.",
            ),
            "advice": Judgement(
                2,
                "A pilot, what it measures, and when to stop: this is as it should be. It can't make up for the rest.",
            ),
        },
    )


@cache
def careful() -> Report:
    """Return a report that is careful in all but the last step: 11 points, and it fails."""
    f = figures()
    return Report(
        "What a mesh would add to or save of our pods",
        (
            f"Per million requests, of which 99% stay below {f.objective_ms:g} ms, we emit"
            f" {f.g_per_million('carbon_average_kg'):.0f} g by the grid's average intensity, or"
            f" {f.g_per_million('carbon_marginal_kg'):.0f} g by the marginal one, and"
            f" {f.g_per_million('embodied_kg'):.0f} g embodied. Our comparison is no mesh, with requests right-sized by"
            f" the same people: {f.right_sized:,} pods instead of today's {f.pods:,}.",
            "With encrypted calls everywhere, by proxies or else by the applications themselves, we compare with that:"
            f" balancing in the clients {f.by_clients:,} pods, a node proxy {f.by_node_proxy:,}, with waypoints"
            f" {f.by_waypoints:,}, sidecars {f.with_sidecars:,}.",
            "Why: three kinds of services are called by gRPC, with one or two workers a pod, and their busiest pods"
            f" get {f.least_uneven:g} to {f.worst:g} times the mean. Each is called by {f.fewest_callers} to"
            f" {f.most_callers} pods, and so balanced by as many proxies. That is waste between pods. The waste over"
            f" time is another one: over the month, the load is {f.mean_over_peak:.0%} of that of the busy hour, and"
            " no balancing changes that.",
            f"The sidecars request {f.proxies_requested:.0f} cores, control plane included, and add up to"
            f" {f.latency_ms:.2g} ms to a call, which we have taken off the objective.",
            f"So sidecars make {-f.sidecar_pods.best:,.0f} pods unnecessary ({-f.sidecar_pods.high:,.0f} to"
            f" {-f.sidecar_pods.low:,.0f}), which is {f.fewer_than_sized:.0%} of the right-sized platform. Our carbon"
            " falls by the same share.",
            "Sources: our dashboards, the benchmarks of the meshes' makers, and the model of this course.",
            f"We recommend sidecars, as long as the busiest pods of these services stay above {f.condition:g} times the"
            " mean.",
        ),
        {
            "unit": Judgement(
                2,
                "Per request, with the objective, both intensities and embodied carbon. (That the carbon then falls"
                " as the pods do is another criterion's.)",
            ),
            "baseline": Judgement(
                2,
                "Right-sized, with client-side balancing and meshes without sidecars beside it, all of them encrypted.",
            ),
            "diagnosis": Judgement(
                2, "Measured, waste between pods and waste over time kept apart, with K (the calling pods) and workers."
            ),
            "mesh_cost": Judgement(2, "Requests, the control plane, and the latency taken off the objective."),
            "to_nodes": Judgement(
                0,
                "It stops at pods, and lets the carbon fall as they do. By the model,"
                f" {f.fewer_than_sized:.0%} fewer pods are {f.fewer_nodes:.0%} fewer nodes: with"
                " fewer pods each uses and requests more, and the proxies request CPU, too. And"
                " nobody is named who drains a node.",
            ),
            "uncertainty": Judgement(
                1, "The pods have a range. How often it pays, what drives that and where it flips isn't said."
            ),
            "evidence": Judgement(
                1,
                "There are sources, but nothing says which figure is measured, which is quoted, and which is assumed.",
            ),
            "advice": Judgement(
                1, "There is a condition, but no pilot, and nobody who'd notice that it no longer holds."
            ),
        },
    )


@cache
def thorough() -> Report:
    """Return a report that lacks one point of sixteen."""
    f = figures()
    return Report(
        "Balance in the clients first: what that saves, and what a mesh would",
        (
            f"Per million requests within the objective (99% below {f.objective_ms:g} ms) the platform emits"
            f" {f.g_per_million('carbon_average_kg'):.0f} g, by the grid's average intensity, and"
            f" {f.g_per_million('embodied_kg'):.0f} g embodied.",
            f"Nodes, rounded up: {f.nodes_today:.0f} today, {f.nodes_sized:.0f} once requests are right-sized, which"
            " needs no mesh. Compared with those, all with encrypted calls (by the applications themselves where no"
            " proxy does it): clients that balance"
            f" {_net(f, 'client-side')}, sidecars in every pod {_net(f, 'sidecar, right-sized and scoped')}, only where"
            f" needed {_net(f, 'sidecars only where needed')}, a node proxy {_net(f, 'node proxy')}, with waypoints"
            f" {_net(f, 'node proxy and waypoint')}. (Each range has all inputs at their worst or best at once,"
            " which hardly any of the draws below comes near.)",
            f"The diagnosis: {f.uneven_services} of {f.services} services are uneven, by gRPC with one or two workers"
            f" ({f.least_uneven:g} to {f.worst:g} times the mean, {f.fewest_callers} to {f.most_callers} calling pods)."
            f" The peak is left as it is: over the month the load is {f.mean_over_peak:.0%} of the busy hour's.",
            f"The mesh's cost is in it: {f.proxies_requested:.0f} cores requested by sidecars and control plane, and up"
            f" to {f.latency_ms:.2g} ms off the objective.",
            f"CPU fills the nodes first, and every service keeps at least {f.floor} replicas. Nothing is saved unless"
            " the services' owners lower replicas and requests, and the platform team drains nodes and gives them"
            " back.",
            f"Given these ranges, balancing in the clients saves nodes in {f.clients_pay:.0%} of 10,000 draws, sidecars"
            f" in {f.sidecars_pay:.0%}. What moves the sidecars most is {f.driver}: from {f.flip:.1f} cores per 1,000"
            f" requests/s on, they stop paying. (We took {f.proxy_cost.best:.2g}, from {f.proxy_cost.low:.2g} to"
            f" {f.proxy_cost.high:.2g}.)",
            "Measured by us: requests, replicas, use of CPU and memory, the busiest pods. Quoted: the proxies' CPU,"
            " from Istio's page for release 1.24; at our rate we found nothing to check it against, so it's a range."
            " Assumed: how full nodes get, the margin on requests.",
            f"Advice: a pilot of client-side balancing in the {f.pilot}, two weeks. Metrics: the busiest pod over the"
            " mean, p99, nodes given back. Stop if p99 misses the objective on two days, or no node is free after the"
            " second week. A mesh comes up again if encryption or policies ask for it.",
        ),
        {
            "unit": Judgement(
                1,
                "Per request, objective, embodied: all there. But only the average intensity; by the"
                f" marginal one it's {f.g_per_million('carbon_marginal_kg'):.0f} g.",
            ),
            "baseline": Judgement(
                2, "Right-sized, with client-side balancing and both meshes without sidecars, all of them encrypted."
            ),
            "diagnosis": Judgement(
                2, "Which services, how uneven, by which protocol, with K and workers, and the peak kept apart."
            ),
            "mesh_cost": Judgement(2, "What sidecars and control plane request, and the latency off the objective."),
            "to_nodes": Judgement(2, "Nodes, what binds, the floors, and who has to do what."),
            "uncertainty": Judgement(
                2, "How often it pays given these ranges, what moves it most, and where it flips."
            ),
            "evidence": Judgement(
                2, "Measured, quoted and assumed are kept apart, and it says what couldn't be checked."
            ),
            "advice": Judgement(2, "A pilot, three metrics, and two ways to stop."),
        },
    )


def _net(f: Figures, name: str) -> str:
    net = f.nodes_added(name)
    return f"{net.best:+.0f} ({net.low:+.0f} to {net.high:+.0f})"

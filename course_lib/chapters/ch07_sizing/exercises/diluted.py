"""Judge who gets the credit for a pod that went when a sidecar came."""

from __future__ import annotations

from typing import NamedTuple

from course_lib.framework.exercise.question import Choice, Question, Variant
from course_lib.sizing.textbook import desired_replicas

SIDECAR_REQUEST_M, SIDECAR_USE_M = 100, 10
SIDECAR = f"requests {SIDECAR_REQUEST_M}m, as in Linkerd's high-availability values, and uses {SIDECAR_USE_M}m"


class Fleet(NamedTuple):
    """Equal pods under an autoscaler, just on target before the sidecars come."""

    name: str
    pods: int
    used_m: int
    request_m: int
    target: int

    def wanted(self, used_m: int, request_m: int, target: int) -> int:
        """Return what the autoscaler makes of them, if each uses and requests this much."""
        return desired_replicas(self.pods, [used_m] * self.pods, [request_m] * self.pods, target)

    @property
    def with_sidecar_m(self) -> tuple[int, int]:
        """What a pod uses and requests with its sidecar."""
        return self.used_m + SIDECAR_USE_M, self.request_m + SIDECAR_REQUEST_M

    @property
    def pods_after(self) -> int:
        """How many pods are left with sidecars."""
        return self.wanted(*self.with_sidecar_m, self.target)

    @property
    def seen(self) -> int:
        """The percentage that the autoscaler sees with sidecars."""
        return 100 * self.with_sidecar_m[0] // self.with_sidecar_m[1]

    @property
    def requested_m(self) -> tuple[int, int]:
        """What all pods request, before and after."""
        return self.pods * self.request_m, self.pods_after * self.with_sidecar_m[1]

    @property
    def app_share(self) -> float:
        """What share of its own request the app uses afterwards."""
        return self.pods * self.used_m / self.pods_after / self.request_m


TEN, TWENTY = Fleet("Ten pods", 10, 350, 500, 70), Fleet("Twenty pods", 20, 280, 400, 70)


def before(fleet: Fleet) -> str:
    """Return what is known of a fleet before the mesh, and what the mesh brings."""
    return (
        f"{fleet.name} each use {fleet.used_m}m of the {fleet.request_m}m that they request; the autoscaler's"
        f" target is {fleet.target}%. A mesh puts a sidecar into every pod: it {SIDECAR}. The traffic stays the same."
    )


def credit() -> Variant:
    """Ten pods become nine."""
    fleet, (used_m, request_m) = TEN, TEN.with_sidecar_m
    old_m, new_m = fleet.requested_m
    work_m = fleet.pods * fleet.used_m
    return Variant(
        f"{before(fleet)} The autoscaler goes to {fleet.pods_after} pods. A slide says: “The mesh saved us a pod.” Who"
        " gets the credit?",
        (
            Choice(
                "The mesh's balancing: no pod is hot now.",
                f"The autoscaler doesn't know of hot pods; it adds up. The app does the same {work_m:,}m of work as"
                " before, however it is spread.",
            ),
            Choice(
                "The sidecars' requests: most of what they reserve isn't used.",
                f"Yes: {used_m}m of {request_m}m is {fleet.seen}%, below the target. Nine pods share the app's"
                f" {work_m:,}m, so it runs at {fleet.app_share:.0%} of its own request. A target raised from"
                f" {fleet.target}% to {fleet.app_share:.0%} would have done the same, openly. And requested CPU rose,"
                f" from {old_m:,}m to {new_m:,}m.",
            ),
            Choice(
                "The sidecars' work: they take some off the app.",
                f"They add some: a pod uses {used_m}m now instead of {fleet.used_m}m. What else has changed in the"
                " percentage?",
            ),
            Choice(
                "The autoscaler: it was about to remove a pod anyway.",
                f"Before, {fleet.used_m}m of {fleet.request_m}m was exactly the target of {fleet.target}%, and nothing"
                " changes there.",
            ),
        ),
        right=1,
    )


def reserved() -> Variant:
    """Twenty pods become seventeen, and what they request grows."""
    fleet = TWENTY
    (old_m, new_m), request_m = fleet.requested_m, fleet.with_sidecar_m[1]
    fewer, more = 1 - fleet.pods_after / fleet.pods, new_m / old_m - 1
    same_pods_m = fleet.pods * request_m
    return Variant(
        f"{before(fleet)} The autoscaler goes to {fleet.pods_after} pods. What happened to the CPU that all of them"
        " request together?",
        (
            Choice(
                f"It fell by {fewer:.0%}, as the pods did.",
                f"The pods did, but each of them requests {request_m}m now instead of {fleet.request_m}m.",
            ),
            Choice(
                "It stayed the same: the autoscaler makes up for the sidecars.",
                f"It looks at a percentage, and doesn't mind how much is requested. Multiply: {fleet.pods_after} pods"
                f" of {request_m}m each.",
            ),
            Choice(
                f"It rose by {same_pods_m / old_m - 1:.0%}, by one sidecar for each pod.",
                f"It would have, with all {fleet.pods} pods still there: {same_pods_m:,}m. But some have gone.",
            ),
            Choice(
                f"It rose by {more:.0%}.",
                f"Yes: from {old_m:,}m to {new_m:,}m, with fewer pods. The app itself runs at {fleet.app_share:.0%} of"
                f" its request, where {fleet.target}% was meant. So the fewer pods are a change of target that nobody"
                " decided on.",
            ),
        ),
        right=3,
    )


def one_container() -> Variant:
    """Seventeen pods become twenty again, once the app alone is measured."""
    fleet = TWENTY
    app_m = fleet.pods * fleet.used_m // fleet.pods_after
    seen = 100 * app_m // fleet.request_m
    return Variant(
        f"{before(fleet)} The autoscaler goes to {fleet.pods_after} pods. Later somebody changes its metric to the"
        " CPU of the app's container alone (ContainerResource). It goes back to"
        f" {fleet.pods}. “Now the mesh's saving is gone,” says a colleague. What has happened?",
        (
            Choice(
                "The metric leaves the sidecars' use out, so their work has to be done by more pods.",
                f"The sidecars use {SIDECAR_USE_M}m each, next to nothing. What they request is what counts here.",
            ),
            Choice(
                f"The autoscaler sees the app at {seen}% of its own request, above the target.",
                f"Yes: {app_m}m of {fleet.request_m}m. The sidecars' requests had hidden it: with them it looked like"
                f" {fleet.seen}% when they came. So there was no saving, only an app that ran hotter than the"
                f" {fleet.target}% it was meant to.",
            ),
            Choice(
                "The balancing was lost with the metric.",
                "The metric decides what is counted, not where requests go. The mesh balances as before.",
            ),
            Choice(
                "The new metric counts whole pods only, so it rounds up more.",
                "Both are whole percentages, and both counts are rounded up in the same way. They are percentages of"
                " different things.",
            ),
        ),
        right=1,
    )


def without_a_mesh() -> Variant:
    """Nine pods without a mesh, with less CPU requested than before."""
    fleet, wider_m, lower_m, target = TEN, 600, 450, 78
    nine, old_m = fleet.wanted(fleet.used_m, fleet.request_m, target), fleet.requested_m[0]
    wider, lower = fleet.wanted(fleet.used_m, wider_m, fleet.target), fleet.wanted(fleet.used_m, lower_m, fleet.target)
    lower_percent = 100 * fleet.used_m // lower_m
    return Variant(
        f"{before(fleet)} The autoscaler goes to {fleet.pods_after} pods. You'd like the {fleet.pods_after} pods"
        f" without a mesh, and less requested CPU than the {old_m:,}m before. Which one change does that?",
        (
            Choice(
                "None: it takes the mesh's balancing.",
                "The balancing changed nothing in the count: the autoscaler adds up all pods, balanced or not. What did"
                " the sidecars change in the percentage?",
            ),
            Choice(
                f"A request of {wider_m}m for each pod.",
                f"That does what the sidecars did: the percentage falls to {100 * fleet.used_m // wider_m}%, and there"
                f" are {wider} pods. But they request {wider * wider_m:,}m.",
            ),
            Choice(
                f"A target of {target}%.",
                f"Yes: {fleet.target}% is {fleet.target / target:.3f} of it, outside the tolerance, which makes {nine}"
                f" pods that request {nine * fleet.request_m:,}m. Whether the app may run that hot is the real"
                " question; balancing is what may allow it.",
            ),
            Choice(
                f"A request of {lower_m}m for each pod.",
                f"Then {fleet.used_m}m is {lower_percent}% of it: the percentage rises, and the autoscaler keeps all"
                f" {lower} pods. It would rather add some.",
            ),
        ),
        right=2,
    )


diluted = Question(
    chapter="sizing",
    name="diluted",
    decision="tell a saving from a target that was raised by accident",
    variants=(credit(), reserved(), one_container(), without_a_mesh()),
    hints=(
        "Work out the autoscaler's percentage before and after: what is above the line, and what is below it?",
        "How much work does the app do, and by how many pods is it done now? Which share of its own request is that?",
    ),
)

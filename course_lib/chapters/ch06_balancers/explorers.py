"""Chapter 06's explorers: pods by proxies, balancers compared, local views, a failing pod, a memory and its end."""

from __future__ import annotations

from dataclasses import replace

from course_lib.chapters.ch06_balancers.pictures import (
    ComparisonPicture,
    FailingPicture,
    ForgettingPicture,
    MemoryPicture,
    MeshPicture,
    ViewPicture,
)
from course_lib.chapters.ch06_balancers.study import (
    FIELDS,
    MEASURES,
    MESH,
    MOST_PROXIES,
    PODS_ARE,
    WORKERS,
    MeshStudy,
    comparison_parts,
    comparison_study,
    mesh_study,
    view_parts,
    view_study,
)
from course_lib.chapters.ch06_balancers.study.failing import RETRIES, WAYS, failing_study
from course_lib.chapters.ch06_balancers.study.forgetting import forgetting_parts, forgetting_study
from course_lib.chapters.ch06_balancers.study.memory import memory_study
from course_lib.chapters.ch06_balancers.study.two_scenes import ALIKE, PLAYED, SPEEDS, two_scenes
from course_lib.chapters.ch06_balancers.view.words import (
    describe_comparison,
    describe_failing,
    describe_forgetting,
    describe_memory,
    describe_mesh,
    describe_scenes,
    describe_views,
)
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.precise import Precise
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.theatre import Theatre

CHAPTER = "balancers"
LONG = "Run 10 million requests"


def veil_mesh(study: MeshStudy) -> MeshStudy:
    """Leave only the number of proxies that is drawn."""
    return replace(study, needed={study.proxies: study.here})


def reveal_mesh(guess: float | None) -> str:
    """Set the learner's guess beside the pods for fifty proxies."""
    study = mesh_study(MOST_PROXIES)
    own = "" if guess is None else f"You predicted {guess:g}: {judged(int(guess), study)}. "
    return (
        f"{own}{study.here.pods} pods, as many as random needs: the saving is gone. Each of the fifty sends one request"
        " in fifty, and of its own hardly ever has one in flight at either of the two pods it looks at. So it sees two"
        " zeros, and takes any. The sliders are yours now."
    )


def judged(guess: int, study: MeshStudy) -> str:
    """Say how near a guess is, or what it would be right for."""
    here = study.here
    if guess == here.pods:
        return "right on the spot"
    if here.low <= guess <= here.high:
        return "as near as these runs can tell"
    right_for = {
        study.needed[1].pods: "so it would be if each of the fifty knew what the others send",
        study.one_queue.pods: "fewer than with one balancer: more of them know less each, not more",
    }
    return right_for.get(guess, f"{abs(guess - here.pods)} off")


mesh = Explorer(
    name="mesh",
    chapter=CHAPTER,
    compute=mesh_study,
    picture=MeshPicture,
    describe=describe_mesh,
    controls=(
        Slider("proxies", "Proxies", 1, MOST_PROXIES, 1, 1),
        Choice("balancer", "Each of them by", tuple(MESH), "two choices"),
        Choice("workers", "Workers a pod", WORKERS, "1"),
    ),
    prediction=Prediction(
        "Nine workers' load, one-worker pods, and the mean latency shall be at most two service times. Random needs 18"
        " pods; one proxy that sees every request and chooses between two pods needs 12. Now the same requests come"
        " through fifty proxies (sidecars, say), each choosing between two by the requests that it has sent itself. How"
        " many pods are needed?",
        low=9,
        high=24,
        step=1,
        unit="pods",
        reveal=reveal_mesh,
        veil=veil_mesh,
    ),
)


comparison = Explorer(
    name="comparison",
    chapter=CHAPTER,
    compute=comparison_study,
    picture=ComparisonPicture,
    describe=describe_comparison,
    controls=(
        Slider("utilisation_percent", "Utilisation", 30, 90, 5, 80, "%"),
        Slider("slow_percent", "Speed of pod 0", 10, 100, 10, 100, "%"),
        Choice("field", "Balancers", tuple(FIELDS), "five"),
    ),
    precise=Precise(LONG, comparison_parts),
)


views = Explorer(
    name="views",
    chapter=CHAPTER,
    compute=view_study,
    picture=ViewPicture,
    describe=describe_views,
    controls=(
        Slider("utilisation_percent", "Utilisation", 30, 90, 5, 90, "%"),
        Choice("measure", "Latency", MEASURES, "mean"),
        Choice("pods", "Pods", PODS_ARE, PODS_ARE[0]),
    ),
    precise=Precise(LONG, view_parts),
)


failing = Explorer(
    name="failing",
    chapter=CHAPTER,
    compute=failing_study,
    picture=FailingPicture,
    describe=describe_failing,
    controls=(
        Slider("utilisation_percent", "Utilisation of the healthy pods", 10, 90, 5, 80, "%"),
        Choice("way", "Pod 0", WAYS, WAYS[0]),
        Choice("retries", "Retries", RETRIES, "0"),
    ),
)


memory = Explorer(
    name="memory",
    chapter=CHAPTER,
    compute=memory_study,
    picture=MemoryPicture,
    describe=describe_memory,
    controls=(
        Slider("decay_s", "Decay time", 1, 20, 1, 10, "s"),
        Slider("looks_a_second", "Looks at this pod a second", 0, 50, 1, 0),
    ),
)


forgetting = Explorer(
    name="forgetting",
    chapter=CHAPTER,
    compute=forgetting_study,
    picture=ForgettingPicture,
    describe=describe_forgetting,
    controls=(
        Slider("utilisation_percent", "Utilisation", 50, 90, 5, 80, "%"),
        Slider("proxies", "Proxies", 1, 50, 1, 1),
        Slider("slow_percent", "Speed of pod 0", 20, 60, 5, 40, "%"),
    ),
    precise=Precise(LONG, forgetting_parts),
)


theatre = Theatre(
    name="theatre",
    chapter=CHAPTER,
    compute=two_scenes,
    describe=describe_scenes,
    controls=(
        Choice("left", "Left", PLAYED, "random"),
        Choice("right", "Right", PLAYED, "two choices"),
        Choice("speeds", "Pods", SPEEDS, ALIKE),
    ),
)
EXPLORERS = (mesh, comparison, views, failing, memory, forgetting)
THEATRES = (theatre,)

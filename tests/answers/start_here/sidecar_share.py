# ruff: noqa: written as learners write
"""The sidecar's share, as learners write it."""

import sys
from fractions import Fraction

import numpy as np


def right_in_the_gap(pod_millicores, sidecar_millicores):
    return sidecar_millicores / (pod_millicores + sidecar_millicores)


def right_in_steps(pod, sidecar):
    total = pod
    total += sidecar
    share = 0.0 if sidecar == 0 else 1 / (total / sidecar)
    return share


def right_with_a_fraction(pod, sidecar):
    return Fraction(sidecar, pod + sidecar)


def right_with_numpy(pod, sidecar):
    parts = np.array([pod, sidecar])
    return (parts / parts.sum())[1]


def right_as_complement(pod, sidecar):
    return np.float32(1) - np.float64(pod) / (pod + sidecar)


def wrong_of_the_pod_alone(pod_millicores, sidecar_millicores):
    return sidecar_millicores / pod_millicores


def wrong_the_pods_share(pod, sidecar):
    total = pod + sidecar
    return pod / total


def wrong_percent(pod, sidecar):
    return sidecar / (pod + sidecar) * 100


def wrong_percent__rounded(pod, sidecar):
    return round(100 * sidecar / (pod + sidecar))


def wrong_percent__cut_off(pod, sidecar):
    return int(sidecar / (pod + sidecar) * 100)


def wrong_constant(pod, sidecar):
    return 25


def wrong_whole_division(pod, sidecar):
    share = sidecar // (pod + sidecar)
    return share


def wrong_whole_division__int(pod, sidecar):
    return int(sidecar / (pod + sidecar))


def wrong_brackets_forgotten(pod_millicores, sidecar_millicores):
    return sidecar_millicores / pod_millicores + sidecar_millicores


def wrong_upside_down(pod_millicores, sidecar_millicores):
    return (pod_millicores + sidecar_millicores) / sidecar_millicores


def wrong_the_sum(pod_millicores, sidecar_millicores):
    total = sum([pod_millicores, sidecar_millicores])
    return total


def wrong_rounded_2(pod, sidecar):
    return round(sidecar / (pod + sidecar), 2)


def wrong_no_return(pod, sidecar):
    share = sidecar / (pod + sidecar)


def wrong_prints(pod, sidecar):
    print(sidecar / (pod + sidecar))


def wrong_generator(pod, sidecar):
    yield sidecar / (pod + sidecar)


def wrong_text(pod, sidecar):
    return f"{sidecar / (pod + sidecar):.1%}"


def wrong_text__constant(pod, sidecar):
    return "25%"


def wrong_text__str(pod, sidecar):
    return str(sidecar / (pod + sidecar))


def wrong_wrong_kind__list(pod, sidecar):
    return [sidecar / (pod + sidecar)]


def wrong_wrong_kind__complex(pod, sidecar):
    return complex(sidecar / (pod + sidecar))


calls = []


def wrong_remembers(pod, sidecar):
    calls.append(sidecar)
    return sum(calls) / (pod + sum(calls))


def wrong_arguments(share):
    return share


def wrong_endless_loop(pod, sidecar):
    share = 0
    while share * (pod + sidecar) != sidecar:
        share += 0.001
    return share


def wrong_endless_loop__swallows_everything(pod, sidecar):
    while True:
        try:
            total = pod + sidecars
            return sidecar / total
        except:
            continue


def wrong_exits(pod, sidecar):
    sys.exit(sidecar / (pod + sidecar))


def wrong_recursion(pod, sidecar):
    return sidecar / wrong_recursion(pod, sidecar)


def wrong_zero_division(pod, sidecar):
    return 1 / sidecar


def wrong_name_error(pod, sidecar):
    return sidecar_millicores / (pod_millicores + sidecar_millicores)


def wrong_type_error(pod, sidecar):
    return sidecar / [pod, sidecar]


def wrong_part_left_out__squared(pod, sidecar):
    return (sidecar / (pod + sidecar)) ** 2


def wrong_percent_of_the_pod(pod, sidecar):
    return sidecar / pod * 100


def wrong_percent_of_the_pod__rounded(pod, sidecar):
    return round(sidecar / pod * 100)


def wrong_percent_for_the_pod(pod, sidecar):
    return 100 * pod / (pod + sidecar)


def wrong_brackets_forgotten__in_two_steps(pod, sidecar):
    share = sidecar / pod
    return share + sidecar


def wrong_brackets_forgotten_for_the_pod(pod, sidecar):
    return pod / pod + sidecar


def wrong_pod_over_sidecar(pod, sidecar):
    return pod / sidecar


def wrong_of_the_difference(pod, sidecar):
    return sidecar / (pod - sidecar)


def wrong_what_is_left_of_the_pod(pod, sidecar):
    return 1 - sidecar / pod


def wrong_the_difference(pod, sidecar):
    return pod - sidecar


def wrong_the_difference__the_other_way_round(pod, sidecar):
    return sidecar - pod


def wrong_the_sidecar_itself(pod, sidecar):
    return sidecar


def wrong_of_a_core(pod, sidecar):
    return sidecar / 1000


def wrong_sidecar_in_cores(pod, sidecar):
    sidecar_cores = sidecar / 1000
    return sidecar_cores / (pod + sidecar_cores)


def wrong_pod_in_cores(pod, sidecar):
    return sidecar / (pod / 1000 + sidecar)


def wrong_whole_division__always_nothing(pod, sidecar):
    return 0


def wrong_the_mean(pod, sidecar):
    return (pod + sidecar) / 2


def wrong_the_product(pod, sidecar):
    return sidecar * (pod + sidecar)


def wrong_of_the_pod_alone__rounded(pod, sidecar):
    return round(sidecar / pod, 2)


def wrong_the_pods_share__rounded(pod, sidecar):
    return round(pod / (pod + sidecar), 3)


def wrong_other__guessed(pod, sidecar):
    return (sidecar ** 2 + 1) / ((pod + sidecar) ** 2 + 3)

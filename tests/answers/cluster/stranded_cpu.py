# ruff: noqa: written as learners write
"""Stranded CPU, as learners write it from nothing."""

import math
import sys

import numpy as np


def right_with_while(free, pod):
    stranded = 0
    for cpu, memory in free:
        while cpu >= pod[0] and memory >= pod[1]:
            cpu -= pod[0]
            memory -= pod[1]
        stranded += cpu
    return stranded


def right_in_one_line(free, pod):
    c, m = pod
    return sum(cpu for cpu, mem in free) - c * sum(min(cpu // c, mem // m) for cpu, mem in free)


def right_with_numpy(free, pod):
    free = np.array(free).reshape(-1, 2)
    fits = (free // np.array(pod)).min(axis=1)
    return (free[:, 0] - fits * pod[0]).sum()


def right_with_int(free, pod):
    total = 0
    for i in range(len(free)):
        node = free[i]
        by_cpu = int(node[0] / pod[0])
        by_memory = int(node[1] / pod[1])
        if by_cpu < by_memory:
            n = by_cpu
        else:
            n = by_memory
        total = total + node[0] - n * pod[0]
    return total


def right_with_divmod(free, pod):
    total = 0
    for cpu, memory in free:
        by_cpu, rest = divmod(cpu, pod[0])
        by_memory, _ = divmod(memory, pod[1])
        if by_memory < by_cpu:
            rest += (by_cpu - by_memory) * pod[0]
        total += rest
    return total


def right_recursive(free, pod):
    if len(free) == 0:
        return 0
    (cpu, memory), *others = free
    if cpu >= pod[0] and memory >= pod[1]:
        return right_recursive([(cpu - pod[0], memory - pod[1])] + others, pod)
    return cpu + right_recursive(others, pod)


def wrong_pooled(free, pod):
    cpu = sum(node[0] for node in free)
    memory = sum(node[1] for node in free)
    pods = min(cpu // pod[0], memory // pod[1])
    return cpu - pods * pod[0]


def wrong_pooled__loop(free, pod):
    cpu, memory = 0, 0
    for c, m in free:
        cpu += c
        memory += m
    while cpu >= pod[0] and memory >= pod[1]:
        cpu, memory = cpu - pod[0], memory - pod[1]
    return cpu


def wrong_memory_forgotten(free, pod):
    return sum(node[0] % pod[0] for node in free)


def wrong_memory_forgotten__while(free, pod):
    left = 0
    for cpu, memory in free:
        while cpu >= pod[0]:
            cpu -= pod[0]
        left += cpu
    return left


def wrong_cpu_forgotten(free, pod):
    total = 0
    for cpu, memory in free:
        pods = memory // pod[1]
        total += cpu - pods * pod[0]
    return total


def wrong_cpu_forgotten__while(free, pod):
    total = 0
    for cpu, memory in free:
        while memory >= pod[1]:
            memory -= pod[1]
            cpu -= pod[0]
        total += cpu
    return total


def wrong_max_for_min(free, pod):
    total = 0
    for cpu, memory in free:
        pods = max(cpu // pod[0], memory // pod[1])
        total += cpu - pods * pod[0]
    return total


def wrong_max_for_min__or(free, pod):
    total = 0
    for cpu, memory in free:
        while cpu >= pod[0] or memory >= pod[1]:
            cpu -= pod[0]
            memory -= pod[1]
        total += cpu
    return total


def wrong_parts_of_pods(free, pod):
    stranded = 0.0
    for cpu, mem in free:
        pods = min(cpu / pod[0], mem / pod[1])
        stranded += cpu - pods * pod[0]
    return stranded


def wrong_parts_of_pods__numpy(free, pod):
    if not free:
        return 0
    cpu, memory = np.array(free).T
    return np.maximum(cpu - memory * pod[0] / pod[1], 0).sum()


def wrong_rounded_up(free, pod):
    total = 0
    for node in free:
        n = math.ceil(min(node[0] / pod[0], node[1] / pod[1]))
        total += node[0] - n * pod[0]
    return total


def wrong_rounded_to_nearest(free, pod):
    total = 0
    for node in free:
        cpu_pods = round(node[0] / pod[0])
        memory_pods = round(node[1] / pod[1])
        total += node[0] - min(cpu_pods, memory_pods) * pod[0]
    return total


def wrong_strict(free, pod):
    total = 0
    for cpu, memory in free:
        while cpu > pod[0] and memory > pod[1]:
            cpu -= pod[0]
            memory -= pod[1]
        total += cpu
    return total


def wrong_memory_not_used_up(free, pod):
    total = 0
    for cpu, memory in free:
        while cpu >= pod[0] and memory >= pod[1]:
            cpu -= pod[0]
        total += cpu
    return total


def wrong_memory_not_used_up__if(free, pod):
    total = 0
    for cpu, memory in free:
        if memory < pod[1]:
            total += cpu
        else:
            total += cpu % pod[0]
    return total


def wrong_mixed_up(free, pod):
    total = 0
    for cpu, memory in free:
        pod_memory, pod_cpu = pod
        n = min(cpu // pod_cpu, memory // pod_memory)
        total += cpu - n * pod[0]
    return total


def wrong_memory_bound_only(free, pod):
    total = 0
    for cpu, memory in free:
        by_cpu = cpu // pod[0]
        by_memory = memory // pod[1]
        if by_memory < by_cpu:
            total += cpu - by_memory * pod[0]
    return total


def wrong_remainder_forgotten(free, pod):
    total = 0
    for cpu, memory in free:
        by_cpu = cpu // pod[0]
        by_memory = memory // pod[1]
        if by_cpu > by_memory:
            total += (by_cpu - by_memory) * pod[0]
    return total


def wrong_remainder_forgotten__min(free, pod):
    could = [cpu // pod[0] for cpu, _ in free]
    come = [min(cpu // pod[0], memory // pod[1]) for cpu, memory in free]
    return (sum(could) - sum(come)) * pod[0]


def wrong_nothing_fits_forgotten(free, pod):
    total = 0
    for cpu, memory in free:
        n = min(cpu // pod[0], memory // pod[1])
        if n > 0:
            total += cpu - n * pod[0]
    return total


def wrong_nothing_fits_forgotten__filter(free, pod):
    usable = [node for node in free if node[0] >= pod[0] and node[1] >= pod[1]]
    rest = 0
    for cpu, memory in usable:
        while cpu >= pod[0] and memory >= pod[1]:
            cpu, memory = cpu - pod[0], memory - pod[1]
        rest += cpu
    return rest


def wrong_all_or_nothing(free, pod):
    stranded = 0
    for cpu, memory in free:
        if cpu < pod[0] or memory < pod[1]:
            stranded += cpu
    return stranded


def wrong_all_that_is_free(free, pod):
    return sum([cpu for cpu, memory in free])


def wrong_all_that_is_free__only_memory_goes(free, pod):
    total = 0
    for cpu, memory in free:
        while cpu >= pod[0] and memory >= pod[1]:
            memory -= pod[1]
        total += cpu
    return total


def wrong_usable(free, pod):
    total = 0
    for cpu, memory in free:
        total += min(cpu // pod[0], memory // pod[1]) * pod[0]
    return total


def wrong_number_of_pods(free, pod):
    pods = 0
    for cpu, memory in free:
        while cpu >= pod[0] and memory >= pod[1]:
            cpu -= pod[0]
            memory -= pod[1]
            pods += 1
    return pods


def wrong_per_node(free, pod):
    return [cpu - min(cpu // pod[0], memory // pod[1]) * pod[0] for cpu, memory in free]


def wrong_per_node__append(free, pod):
    result = []
    for cpu, memory in free:
        while cpu >= pod[0] and memory >= pod[1]:
            cpu, memory = cpu - pod[0], memory - pod[1]
        result.append(cpu)
    return result


def wrong_returns_early(free, pod):
    total = 0
    for cpu, memory in free:
        more = min(cpu // pod[0], memory // pod[1])
        total += cpu - more * pod[0]
        return total


def wrong_last_node_alone(free, pod):
    stranded = 0
    for cpu, memory in free:
        more = min(cpu // pod[0], memory // pod[1])
        stranded = cpu - more * pod[0]
    return stranded


def wrong_last_node_alone__starts_anew(free, pod):
    stranded = 0
    for node in free:
        stranded = 0
        cpu, memory = node
        while cpu >= pod[0] and memory >= pod[1]:
            cpu, memory = cpu - pod[0], memory - pod[1]
        stranded += cpu
    return stranded


def wrong_first_node_alone(free, pod):
    left = [cpu - min(cpu // pod[0], memory // pod[1]) * pod[0] for cpu, memory in free]
    return left[0] if left else 0


def wrong_first_item(free, pod):
    cpu, memory = free[0]
    while cpu >= pod[0] and memory >= pod[1]:
        cpu -= pod[0]
        memory -= pod[1]
    return cpu


def wrong_last_item(free, pod):
    left = [cpu - min(cpu // pod[0], memory // pod[1]) * pod[0] for cpu, memory in free]
    return left[-1]


def wrong_percent(free, pod):
    everything = sum(cpu for cpu, memory in free)
    if everything == 0:
        return 0
    used = sum(min(cpu // pod[0], memory // pod[1]) * pod[0] for cpu, memory in free)
    return 100 * (everything - used) / everything


def wrong_percent__share(free, pod):
    everything = left = 0
    for cpu, memory in free:
        everything += cpu
        left += cpu - min(cpu // pod[0], memory // pod[1]) * pod[0]
    return left / everything if everything else 0


def wrong_percent__rounded(free, pod):
    everything = left = 0
    for cpu, memory in free:
        everything += cpu
        left += cpu - min(cpu // pod[0], memory // pod[1]) * pod[0]
    return round(100 * left / max(everything, 1))


def wrong_percent_of_nothing(free, pod):
    everything = sum(cpu for cpu, memory in free)
    left = 0
    for cpu, memory in free:
        while cpu >= pod[0] and memory >= pod[1]:
            cpu, memory = cpu - pod[0], memory - pod[1]
        left += cpu
    return left / everything * 100


def wrong_memory_asked(free, pod):
    total = 0
    for cpu, memory in free:
        while cpu >= pod[0] and memory >= pod[1]:
            cpu -= pod[0]
            memory -= pod[1]
        total += memory
    return total


def wrong_memory_asked__order_of_the_pair(free, pod):
    total = 0
    pod_memory, pod_cpu = pod
    for memory, cpu in free:
        total += cpu - min(cpu // pod_cpu, memory // pod_memory) * pod_cpu
    return total


def wrong_one_pod(free, pod):
    total = 0
    for cpu, memory in free:
        if cpu >= pod[0] and memory >= pod[1]:
            cpu -= pod[0]
            memory -= pod[1]
        total += cpu
    return total


def wrong_all_or_nothing_and_nodes_counted(free, pod):
    nodes = 0
    for cpu, memory in free:
        if cpu > 0 and (cpu < pod[0] or memory < pod[1]):
            nodes += 1
    return nodes


def wrong_both_added(free, pod):
    total = 0
    for cpu, memory in free:
        more = min(cpu // pod[0], memory // pod[1])
        total += cpu - more * pod[0] + memory - more * pod[1]
    return total


def wrong_no_return(free, pod):
    total = 0
    for cpu, memory in free:
        total += cpu - min(cpu // pod[0], memory // pod[1]) * pod[0]


def wrong_no_return__empty(free, pod):
    if free:
        return sum(cpu - min(cpu // pod[0], memory // pod[1]) * pod[0] for cpu, memory in free)


def wrong_prints(free, pod):
    total = 0
    for cpu, memory in free:
        more = min(cpu // pod[0], memory // pod[1])
        print("node:", more, "more pods")
        total += cpu - more * pod[0]
    print("stranded:", total)


def wrong_generator(free, pod):
    for cpu, memory in free:
        yield cpu - min(cpu // pod[0], memory // pod[1]) * pod[0]


def wrong_generator__brackets(free, pod):
    return (cpu - min(cpu // pod[0], memory // pod[1]) * pod[0] for cpu, memory in free)


def wrong_changes_input(free, pod):
    total = 0
    while len(free) > 0:
        cpu, memory = free.pop()
        total += cpu - min(cpu // pod[0], memory // pod[1]) * pod[0]
    return total


def wrong_changes_input__puts_the_rest_back(free, pod):
    for i in range(len(free)):
        while free[i][0] >= pod[0] and free[i][1] >= pod[1]:
            free[i] = (free[i][0] - pod[0], free[i][1] - pod[1])
    return sum(node[0] for node in free)


def wrong_wrong_kind(free, pod):
    cpu_left = memory_left = 0
    for cpu, memory in free:
        more = min(cpu // pod[0], memory // pod[1])
        cpu_left += cpu - more * pod[0]
        memory_left += memory - more * pod[1]
    return cpu_left, memory_left


def wrong_text(free, pod):
    total = 0
    for cpu, memory in free:
        total += cpu - min(cpu // pod[0], memory // pod[1]) * pod[0]
    return f"{total}m"


def wrong_constant(free, pod):
    return 3000 - 2 * 500 + 0


rests = []


def wrong_remembers(free, pod):
    for cpu, memory in free:
        rests.append(cpu - min(cpu // pod[0], memory // pod[1]) * pod[0])
    return sum(rests)


def wrong_remembers__default(free, pod, rest=[0]):
    for cpu, memory in free:
        while cpu >= pod[0] and memory >= pod[1]:
            cpu -= pod[0]
            memory -= pod[1]
        rest[0] += cpu
    return rest[0]


def wrong_arguments(cpu, memory, pod):
    return cpu - min(cpu // pod[0], memory // pod[1]) * pod[0]


def wrong_endless_loop(free, pod):
    total = 0
    for cpu, memory in free:
        pods = 0
        while cpu >= pod[0] and memory >= pod[1]:
            pods += 1
        total += cpu - pods * pod[0]
    return total


def wrong_endless_loop__swallows_everything(free, pod):
    total = 0
    i = 0
    while i < len(free):
        try:
            free[i][0] -= pod[0]
            if free[i][0] < 0:
                i += 1
        except:
            pass
    return total


def wrong_exits(free, pod):
    if not free:
        print("no nodes")
        sys.exit()
    total = 0
    for cpu, memory in free:
        total += cpu - min(cpu // pod[0], memory // pod[1]) * pod[0]
    return total


def wrong_recursion(free, pod):
    return free[0][0] % pod[0] + wrong_recursion(free[1:] + free[:1], pod) if free else 0


def wrong_recursion__no_last_call(free, pod):
    first, rest = free[:1], free[1:]
    return sum(cpu % pod[0] for cpu, _ in first) + wrong_recursion__no_last_call(rest, pod)


def wrong_index_error(free, pod):
    total = free[0][0] - min(free[0][0] // pod[0], free[0][1] // pod[1]) * pod[0]
    for cpu, memory in free[1:]:
        total += cpu - min(cpu // pod[0], memory // pod[1]) * pod[0]
    return total


def wrong_type_error(free, pod):
    total = 0
    for node in free:
        total += node - min(node[0] // pod[0], node[1] // pod[1]) * pod
    return total


def wrong_type_error__sets_a_tuple(free, pod):
    total = 0
    for node in free:
        while node[0] >= pod[0] and node[1] >= pod[1]:
            node[0] -= pod[0]
            node[1] -= pod[1]
        total += node[0]
    return total


def wrong_name_error(free, pod):
    total = 0
    for cpu, mem in free:
        total += cpu - min(cpu // pod[0], memory // pod[1]) * pod[0]
    return total


def wrong_unbound(free, pod):
    for cpu, memory in free:
        total += cpu - min(cpu // pod[0], memory // pod[1]) * pod[0]
    return total


def wrong_zero_division(free, pod):
    total = 0
    for cpu, memory in free:
        if memory / cpu < pod[1] / pod[0]:
            total += cpu - memory // pod[1] * pod[0]
        else:
            total += cpu % pod[0]
    return total


def wrong_one_pod_or_left_out(free, pod):
    total = 0
    for cpu, memory in free:
        if cpu >= pod[0] and memory >= pod[1]:
            total += cpu - pod[0]
    return total


def wrong_no_memory_alone(free, pod):
    return sum(cpu for cpu, memory in free if memory < pod[1])


def wrong_until_memory_runs_out(free, pod):
    total = 0
    for cpu, memory in free:
        while cpu >= pod[0] and memory >= pod[1]:
            cpu -= pod[0]
            memory -= pod[1]
        if memory < pod[1]:
            total += cpu
    return total


def wrong_pods_subtracted(free, pod):
    total = 0
    for cpu, memory in free:
        total += cpu - min(cpu // pod[0], memory // pod[1])
    return total


def wrong_memory_subtracted(free, pod):
    total = 0
    for cpu, memory in free:
        fits = min(cpu // pod[0], memory // pod[1])
        total += cpu - fits * pod[1]
    return total


def wrong_two_for_one(free, pod):
    total = 0
    for node in free:
        fits = sum(node) // sum(pod)
        total += node[0] - fits * pod[0]
    return total


def wrong_nodes_counted(free, pod):
    total = 0
    for cpu, memory in free:
        if cpu - min(cpu // pod[0], memory // pod[1]) * pod[0] > 0:
            total += 1
    return total


def wrong_last_node_unset(free, pod):
    for cpu, memory in free:
        fits = min(cpu // pod[0], memory // pod[1])
        stranded = cpu - fits * pod[0]
    return stranded


def wrong_largest_node(free, pod):
    most = 0
    for cpu, memory in free:
        fits = min(cpu // pod[0], memory // pod[1])
        if cpu - fits * pod[0] > most:
            most = cpu - fits * pod[0]
    return most


def wrong_largest_node_of_none(free, pod):
    return max(cpu - min(cpu // pod[0], memory // pod[1]) * pod[0] for cpu, memory in free)


def wrong_mean(free, pod):
    if not free:
        return 0
    return sum(cpu - min(cpu // pod[0], memory // pod[1]) * pod[0] for cpu, memory in free) / len(free)


def wrong_mean_of_none(free, pod):
    stranded = [cpu - min(cpu // pod[0], memory // pod[1]) * pod[0] for cpu, memory in free]
    return sum(stranded) / len(stranded)


def wrong_part_left_out__squared(free, pod):
    return sum((cpu - min(cpu // pod[0], memory // pod[1]) * pod[0]) ** 2 for cpu, memory in free)


def wrong_rounded_up__while_any_is_left(free, pod):
    total = 0
    for cpu, memory in free:
        while cpu > 0 and memory > 0:
            cpu -= pod[0]
            memory -= pod[1]
        total += cpu
    return total


def wrong_memory_rounded_up(free, pod):
    total = 0
    for cpu, memory in free:
        fits = min(cpu // pod[0], math.ceil(memory / pod[1]))
        total += cpu - fits * pod[0]
    return total


def wrong_memory_or_nothing(free, pod):
    total = 0
    for cpu, memory in free:
        fits = memory // pod[1]
        if fits * pod[0] > cpu:
            fits = 0
        total += cpu - fits * pod[0]
    return total


def wrong_smaller_rest(free, pod):
    return sum(min(cpu % pod[0], memory % pod[1]) for cpu, memory in free)


def wrong_less_memory_pods(free, pod):
    total = 0
    for cpu, memory in free:
        total += (cpu // pod[0] - memory // pod[1]) * pod[0]
    return total


def wrong_cpu_bound_only(free, pod):
    total = 0
    for cpu, memory in free:
        if cpu // pod[0] <= memory // pod[1]:
            total += cpu % pod[0]
    return total


def wrong_memory_forgotten_and_returns_early(free, pod):
    for cpu, memory in free:
        return cpu % pod[0]


def wrong_one_pod_and_number_of_pods(free, pod):
    return sum(cpu >= pod[0] and memory >= pod[1] for cpu, memory in free)


def wrong_in_pods(free, pod):
    total = 0
    for cpu, memory in free:
        fits = min(cpu // pod[0], memory // pod[1])
        total += cpu // pod[0] - fits
    return total


def wrong_larger_rest(free, pod):
    total = 0
    for cpu, memory in free:
        fits = min(cpu // pod[0], memory // pod[1])
        total += max(cpu - fits * pod[0], memory - fits * pod[1])
    return total


def wrong_one_pod_in_all(free, pod):
    total = 0
    for cpu, memory in free:
        total += cpu
    return total - pod[0]


def wrong_pod_turned_round(free, pod):
    memory_each, cpu_each = pod
    total = 0
    for cpu, memory in free:
        total += cpu - min(cpu // cpu_each, memory // memory_each) * cpu_each
    return total


def wrong_free_turned_round(free, pod):
    total = 0
    for memory, cpu in free:
        total += cpu - min(cpu // pod[0], memory // pod[1]) * pod[0]
    return total

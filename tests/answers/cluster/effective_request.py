# ruff: noqa: written as learners write
"""A pod's effective request, as learners write it; the first ones fill the notebook's gap, the others begin anew."""

import sys
from itertools import accumulate

import numpy as np


def right_in_the_gap(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):  # 0 is CPU, 1 is memory
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:  # it stays: a native sidecar
                sidecars += init[resource]
            else:  # it ends before the next one starts
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + (running + sidecars if running + sidecars > largest else largest))
    return effective


def right_with_phases(containers, init_containers, overhead):
    phases = []
    cpu, mem = overhead
    for c, m, stays in init_containers:
        phases.append((cpu + c, mem + m))
        if stays:
            cpu, mem = cpu + c, mem + m
    for c, m in containers:
        cpu += c
        mem += m
    phases.append((cpu, mem))
    return max(p[0] for p in phases), max(p[1] for p in phases)


def right_with_numpy(containers, init_containers, overhead):
    peak = np.zeros(2, dtype=int)
    up = np.zeros(2, dtype=int)
    for *need, stays in init_containers:
        peak = np.maximum(peak, up + need)
        if stays:
            up = up + need
    return np.maximum(peak, up + np.sum(containers, axis=0)) + overhead


def one_resource(running, inits):
    before, highest = 0, 0
    for need, stays in inits:
        highest = max(highest, before + need)
        before += need * stays
    return max(highest, before + running)


def right_with_a_helper(containers, init_containers, overhead):
    cpu = one_resource(sum(c for c, _ in containers), [(c, s) for c, _, s in init_containers])
    memory = one_resource(sum(m for _, m in containers), [(m, s) for _, m, s in init_containers])
    return [overhead[0] + cpu, overhead[1] + memory]


def right_without_a_loop(containers, init_containers, overhead):
    result = [0.0, 0.0]
    for i in range(2):
        stays = [init[i] if init[2] else 0 for init in init_containers]
        ends = [0 if init[2] else init[i] for init in init_containers]
        tops = [a + b for a, b in zip(accumulate(stays), ends)]
        tops.append(sum(stays) + sum(c[i] for c in containers))
        result[i] = float(sorted(tops)[-1] + overhead[i])
    return result


def wrong_largest_added(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + running + sidecars + largest)
    return effective


def wrong_every_init_summed(containers, init_containers, overhead):
    cpu, memory = overhead
    for container in containers + init_containers:
        cpu += container[0]
        memory += container[1]
    return [cpu, memory]


def wrong_every_init_summed__numpy(containers, init_containers, overhead):
    total = np.array(overhead)
    for c in containers:
        total = total + np.array(c)
    for c in init_containers:
        total = total + np.array(c[:2])
    return total


def wrong_init_forgotten(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + sidecars + running)
    return effective


def wrong_init_forgotten__from_nothing(containers, init_containers, overhead):
    stay = [(c, m) for c, m, stays in init_containers if stays]
    return [sum(column) for column in zip(*containers, *stay, overhead)]


def wrong_sidecars_forgotten(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(largest, running))
    return effective


def wrong_sidecars_and_init_forgotten(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        effective.append(overhead[resource] + running)
    return effective


def wrong_running_and_largest(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + (running + largest))
    return effective


def wrong_largest_of_three(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running, sidecars, largest))
    return effective


def wrong_largest_of_three__sorted(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + sorted([running, sidecars, largest])[2])
    return effective


def wrong_largest_alone(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + largest)
    return effective


def wrong_containers_forgotten(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(sidecars, largest))
    return effective


def wrong_larger_init_added(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        if sidecars > largest:
            effective.append(overhead[resource] + running + sidecars)
        else:
            effective.append(overhead[resource] + running + largest)
    return effective


def wrong_sidecars_on_both(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running, largest) + sidecars)
    return effective


def wrong_sidecars_on_both__bracket(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest + sidecars))
    return effective


def wrong_sidecars_on_largest(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running, largest + sidecars))
    return effective


def wrong_all_sidecars_at_once(containers, init_containers, overhead):
    sidecars = [i for i in init_containers if i[2]]
    others = [i for i in init_containers if not i[2]]
    answer = []
    for r in range(2):
        always = sum(s[r] for s in sidecars)
        init_phase = max([o[r] for o in others], default=0) + always
        main_phase = sum(c[r] for c in containers) + always
        answer.append(max(init_phase, main_phase) + overhead[r])
    return answer


def wrong_inits_summed(containers, init_containers, overhead):
    out = []
    for k in [0, 1]:
        first = 0
        then = 0
        for init in init_containers:
            first += init[k]
            if init[2]:
                then += init[k]
        for c in containers:
            then += c[k]
        out.append(max(first, then) + overhead[k])
    return out


def wrong_inits_summed__in_the_frame(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, ending = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                ending += init[resource]
        effective.append(overhead[resource] + sidecars + max(running, ending))
    return effective


def wrong_containers_one_by_one(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = max(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_smaller(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + (largest if running + sidecars > largest else running + sidecars))
    return effective


def wrong_overhead_forgotten(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(max(running + sidecars, largest))
    return effective


def wrong_overhead_forgotten__phases(containers, init_containers, overhead):
    up = np.array([0, 0])
    most = np.array([0, 0])
    for cpu, mem, stays in init_containers:
        most = np.maximum(most, up + (cpu, mem))
        if stays:
            up += (cpu, mem)
    return np.maximum(most, up + np.array(containers).sum(axis=0))


def wrong_overhead_inside(containers, init_containers, overhead):
    pods = []
    for i in 0, 1:
        steady = overhead[i]
        for c in containers:
            steady += c[i]
        sidecar_sum = peak = 0
        for init in init_containers:
            if init[2]:
                sidecar_sum += init[i]
            elif sidecar_sum + init[i] > peak:
                peak = sidecar_sum + init[i]
        pods.append(max(steady + sidecar_sum, peak))
    return pods


def wrong_overhead_twice(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(
            overhead[resource] + max(running + sidecars + overhead[resource], largest + overhead[resource])
        )
    return effective


def wrong_overhead_twice_in_one_phase(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars + overhead[resource], largest))
    return effective


def wrong_sidecars_not_running_yet(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_sidecars_that_end(containers, init_containers, overhead):
    cpu = max([sum(c[0] for c in containers)] + [i[0] for i in init_containers])
    mem = max([sum(c[1] for c in containers)] + [i[1] for i in init_containers])
    return [cpu + overhead[0], mem + overhead[1]]


def wrong_largest_container(containers, init_containers, overhead):
    phases = []
    cpu, mem = 0, 0
    for c, m, stays in init_containers:
        if stays:
            cpu, mem = cpu + c, mem + m
        else:
            phases.append((cpu + c, mem + m))
    main = (cpu + sum(c for c, m in containers), mem + sum(m for c, m in containers))
    biggest = main
    for phase in phases:
        if phase[0] > biggest[0]:
            biggest = phase
    return [biggest[0] + overhead[0], biggest[1] + overhead[1]]


def wrong_returns_early(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
        return effective


def wrong_jump__only_the_first_init(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
            break
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_memory_first(containers, init_containers, overhead):
    effective = []
    for resource in (1, 0):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_other__the_mean(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + (running + sidecars + largest) / 2)
    return effective


def wrong_no_return(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))


def wrong_no_return__append_returns_none(containers, init_containers, overhead):
    effective = []
    effective.append(overhead[0] + sum(c[0] for c in containers))
    return effective.append(overhead[1] + sum(c[1] for c in containers))


def wrong_prints(containers, init_containers, overhead):
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        print(["CPU:", "memory:"][resource], overhead[resource] + max(running + sidecars, largest))


def wrong_generator(containers, init_containers, overhead):
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        yield overhead[resource] + max(running + sidecars, largest)


def wrong_generator__zip(containers, init_containers, overhead):
    return map(sum, zip(overhead, *containers))


def wrong_changes_input(containers, init_containers, overhead):
    sidecars = [0, 0]
    peak = [0, 0]
    while init_containers:
        cpu, mem, stays = init_containers.pop(0)
        if stays:
            sidecars = [sidecars[0] + cpu, sidecars[1] + mem]
        else:
            peak = [max(peak[0], sidecars[0] + cpu), max(peak[1], sidecars[1] + mem)]
    running = [sum(c[0] for c in containers), sum(c[1] for c in containers)]
    return [overhead[i] + max(running[i] + sidecars[i], peak[i]) for i in range(2)]


def wrong_changes_input__appends(containers, init_containers, overhead):
    peak = [0, 0]
    up = [0, 0]
    for cpu, mem, stays in init_containers:
        if stays:
            containers.append((cpu, mem))
            up = [up[0] + cpu, up[1] + mem]
        else:
            peak = [max(peak[0], up[0] + cpu), max(peak[1], up[1] + mem)]
    return [overhead[i] + max(sum(c[i] for c in containers), peak[i]) for i in range(2)]


def wrong_wrong_kind(containers, init_containers, overhead):
    cpu = overhead[0] + sum(c[0] for c in containers)
    memory = overhead[1] + sum(c[1] for c in containers)
    return {"cpu": cpu, "memory": memory}


def wrong_wrong_kind__number(containers, init_containers, overhead):
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective = overhead[resource] + max(running + sidecars, largest)
    return effective


def wrong_remembers(containers, init_containers, overhead, effective=[]):
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


history = []


def wrong_remembers__global(containers, init_containers, overhead):
    peak = [0, 0]
    up = [0, 0]
    for cpu, mem, stays in init_containers:
        peak = [max(peak[0], up[0] + cpu), max(peak[1], up[1] + mem)]
        if stays:
            up = [up[0] + cpu, up[1] + mem]
    history.extend(containers)
    return [overhead[i] + max(peak[i], up[i] + sum(c[i] for c in history)) for i in range(2)]


def wrong_constant(containers, init_containers, overhead):
    containers = [(500, 256)]
    init_containers = [(100, 128, True), (700, 64, False)]
    return [800, 384]


def wrong_constant__blanks_as_numbers(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        effective.append(0)
    return effective


def wrong_arguments(containers, overhead):
    return [sum(c[0] for c in containers) + overhead[0], sum(c[1] for c in containers) + overhead[1]]


def wrong_endless_loop(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        i = 0
        while i < len(init_containers):
            if init_containers[i][2]:
                sidecars += init_containers[i][resource]
                i += 1
            else:
                largest = max(largest, sidecars + init_containers[i][resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_endless_loop__swallows_everything(containers, init_containers, overhead):
    while True:
        try:
            running = sum(containers)
            return [running[0] + overhead[0], running[1] + overhead[1]]
        except:
            continue


def wrong_exits(containers, init_containers, overhead):
    if not init_containers:
        sys.exit("no init containers")
    return [0, 0]


def wrong_exits__quit(containers, init_containers, overhead):
    if len(containers) > 1:
        quit()
    running = containers[0]
    sidecars = [sum(i[k] for i in init_containers if i[2]) for k in (0, 1)]
    peak = [max([0] + [i[k] for i in init_containers]) for k in (0, 1)]
    return [overhead[k] + max(running[k] + sidecars[k], peak[k]) for k in (0, 1)]


def wrong_recursion(containers, init_containers, overhead):
    first, rest = containers[:1], containers[1:]
    cpu, mem = wrong_recursion(rest, init_containers, overhead)
    return [first[0][0] + cpu, first[0][1] + mem]


def wrong_index_error(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars = 0
        largest = init_containers[0][resource]
        for init in init_containers[1:]:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_index_error__the_third_entry(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        total = 0
        for container in containers + init_containers:
            if not container[2]:
                total += container[resource]
        effective.append(total)
    return effective


def wrong_type_error(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_type_error__overhead_whole(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        effective.append(overhead + running)
    return effective


def wrong_name_error(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecar, largest))
    return effective


def wrong_unbound(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        for container in containers:
            running += container[resource]
        effective.append(overhead[resource] + running)
    return effective


def wrong_zero_division(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        mean = sum(init[resource] for init in init_containers) / len(init_containers)
        effective.append(overhead[resource] + max(running, mean))
    return effective


def wrong_inits_summed_as_they_start(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest += sidecars + init[resource]
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_sidecars_alone(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + sidecars)
    return effective


def wrong_sidecars_or_containers(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running, sidecars))
    return effective


def wrong_init_with_the_containers(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + largest, sidecars))
    return effective


def wrong_ended_summed(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = largest + init[resource]
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_last_init(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = sidecars + init[resource]
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_last_init_alone(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = init[resource]
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_stays_turned_round(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if not init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_one_sidecar(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars = init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_one_sidecar__largest(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars = max(sidecars, init[resource])
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_first_container(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = containers[0][resource]
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def wrong_last_container(containers, init_containers, overhead):
    result = []
    for i in (0, 1):
        for container in containers:
            now = container[i]
        peak = stay = 0
        for init in init_containers:
            peak = max(peak, stay + init[i])
            if init[2]:
                stay += init[i]
        result.append(max(now + stay, peak) + overhead[i])
    return result


def wrong_cpu_twice(containers, init_containers, overhead):
    result = []
    for resource in (0, 1):
        peak = stay = 0
        for init in init_containers:
            peak = max(peak, stay + init[0])
            if init[2]:
                stay += init[0]
        result.append(max(sum(c[0] for c in containers) + stay, peak) + overhead[0])
    return result


def wrong_every_init_summed_and_overhead(containers, init_containers, overhead):
    cpu = sum(c[0] for c in containers) + sum(i[0] for i in init_containers)
    memory = sum(c[1] for c in containers) + sum(i[1] for i in init_containers)
    return cpu, memory


def wrong_init_forgotten_and_overhead_forgotten(containers, init_containers, overhead):
    result = []
    for i in range(2):
        result.append(sum(c[i] for c in containers) + sum(init[i] for init in init_containers if init[2]))
    return result


def wrong_sidecars_and_init_forgotten_and_overhead(containers, init_containers, overhead):
    return [sum(cpu for cpu, memory in containers), sum(memory for cpu, memory in containers)]


def wrong_sidecars_forgotten_and_overhead_forgotten(containers, init_containers, overhead):
    result = []
    for i in range(2):
        stay = most = 0
        for init in init_containers:
            if init[2]:
                stay += init[i]
            else:
                most = max(most, stay + init[i])
        result.append(max(most, sum(c[i] for c in containers)))
    return result


def wrong_largest_of_all(containers, init_containers, overhead):
    result = []
    for i in (0, 1):
        every = [c[i] for c in containers] + [c[i] for c in init_containers]
        result.append(max(every) + overhead[i])
    return result


def wrong_in_the_order_of_the_list(containers, init_containers, overhead):
    cpu = sum(c[0] for c in containers)
    memory = sum(c[1] for c in containers)
    for c, m, stays in init_containers:
        if stays:
            cpu += c
            memory += m
        else:
            cpu = max(cpu, c)
            memory = max(memory, m)
    return [cpu + overhead[0], memory + overhead[1]]

def wrong_mean_container(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers) / len(containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective

def wrong_first_init(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = largest or sidecars + init[resource]
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective

def wrong_first_init_alone(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = largest or init[resource]
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective

def wrong_sidecars_if_any(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + (running + sidecars if sidecars > 0 else largest))
    return effective

def wrong_largest_if_any(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + (largest if largest > 0 else running + sidecars))
    return effective

def wrong_sidecars_twice(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
                running += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective

def wrong_sidecars_off_the_init_phase(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest - sidecars))
    return effective

def wrong_difference(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + abs(running + sidecars - largest))
    return effective


def wrong_overhead_for_each_container(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] + overhead[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
        effective.append(max(running + sidecars, largest + len(containers) * overhead[resource]))
    return effective


def wrong_memory_alone(containers, init_containers, overhead):
    effective = []
    for resource in (0, 1):
        running = sum(container[resource] for container in containers)
        sidecars, largest = 0, 0
        for init in init_containers:
            if init[2]:
                sidecars += init[resource]
            else:
                largest = max(largest, sidecars + init[resource])
    effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective

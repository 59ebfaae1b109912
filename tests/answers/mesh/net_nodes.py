# ruff: noqa: written as learners write
"""The nodes that a mesh adds once somebody acts, as learners write it."""

from math import ceil


def right_as_asked(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def right_larger_of_both(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        running = needed if acts else max(pods, needed)
        requested_m += running * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def right_nodes_that_stay(nodes, node_m, proxy_m, services, drained):
    cores = sum((n if a or n > p else p) * (m + proxy_m) for p, m, n, a in services)
    filled = -(-cores // node_m)
    return filled - nodes if drained else max(0, filled - nodes)


def wrong_growth_needs_an_act(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_everybody_acts(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if needed != pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_nobody_acts(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_only_where_nobody_acts(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if not acts:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_todays_pods(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if False:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_never_grows(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts and needed < pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_smaller_of_both(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if needed < pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_only_growth_with_an_act(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts and needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_only_growth_without_an_act(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if not acts and needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_left_out_where_nobody_acts(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if not acts:
            continue
        requested_m += needed * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_drained_for_acts(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if drained:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_drained_or_growth(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if drained or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_acts_and_drained(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts and drained:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_acts_and_drained_or_growth(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if (acts and drained) or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_acts_or_drained(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or drained:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_grows_unless_somebody_acts(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if needed > pods or not acts:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_proxies_left_out(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * pod_m
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_proxies_of_todays_pods(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        running = needed if acts or needed > pods else pods
        requested_m += running * pod_m + pods * proxy_m
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_one_proxy_a_service(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * pod_m + proxy_m
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_one_pod_a_service(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pod_m + pods * proxy_m
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_one_of_each(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pod_m + proxy_m
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_proxies_subtracted(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m - proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_proxies_of_the_needed(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        requested_m += needed * proxy_m
        if acts or needed > pods:
            pods = needed
        requested_m += pods * pod_m
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_proxies_where_pods_change(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            requested_m += needed * (pod_m + proxy_m)
        else:
            requested_m += pods * pod_m
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_proxies_where_they_act(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * pod_m
        if acts:
            requested_m += pods * proxy_m
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_nodes_rounded_down(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = int(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_nodes_rounded_to_the_nearest(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = round(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_one_node_too_many(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = requested_m // node_m + 1
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_parts_of_nodes(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = requested_m / node_m
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_nodes_of_each_service(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += ceil(pods * (pod_m + proxy_m) / node_m)
    filled = requested_m
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_only_the_last_service(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m = pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_only_the_first_service(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
        filled = ceil(requested_m / node_m)
        if filled < nodes and not drained:
            return 0
        return filled - nodes


def wrong_millicores_for_nodes(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = requested_m
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_drained_by_itself(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    return filled - nodes


def wrong_growth_needs_a_drain(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if not drained:
        return 0
    return filled - nodes


def wrong_growth_needs_a_drain__asked_first(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if drained is False:
        return 0
    return filled - nodes


def wrong_drained_the_wrong_way(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and drained:
        return 0
    return filled - nodes


def wrong_nodes_never_go(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes:
        return 0
    return filled - nodes


def wrong_growth_is_nothing(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled > nodes and not drained:
        return 0
    return filled - nodes


def wrong_zero_where_drained(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if drained:
        return 0
    return filled - nodes


def wrong_growth_is_nothing_where_drained(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if drained and filled > nodes:
        return 0
    return filled - nodes


def wrong_never_grows_in_nodes(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled > nodes:
        return 0
    return filled - nodes


def wrong_saves_only(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if not drained or filled > nodes:
        return 0
    return filled - nodes


def wrong_nodes_for_nothing(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return nodes
    return filled - nodes


def wrong_nodes_left(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return nodes
    return filled


def wrong_always_zero(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled != nodes or drained or not drained:
        return 0
    return filled - nodes


def wrong_growth_needs_an_act_and_growth_needs_a_drain(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if not drained:
        return 0
    return filled - nodes


def wrong_growth_needs_an_act_and_drained_by_itself(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    return filled - nodes


def wrong_everybody_acts_and_growth_needs_a_drain(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if True:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if not drained:
        return 0
    return filled - nodes


def wrong_logic__or_for_and(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes or not drained:
        return 0
    return filled - nodes


def wrong_comparison__the_other_way(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed < pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_unused_argument__acts_again(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if not acts:
        return 0
    return filled - nodes


def wrong_part_left_out__abs(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return abs(filled - nodes)


def wrong_no_return(nodes, node_m, proxy_m, services, drained):
    answer = 1


def wrong_prints(nodes, node_m, proxy_m, services, drained):
    print(1.5)


def wrong_generator(nodes, node_m, proxy_m, services, drained):
    yield 1.5


def wrong_wrong_kind(nodes, node_m, proxy_m, services, drained):
    return [0]


def wrong_endless_loop(nodes, node_m, proxy_m, services, drained):
    while True:
        pass


def wrong_endless_loop__swallows(nodes, node_m, proxy_m, services, drained):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(nodes, node_m, proxy_m, services, drained):
    exit()


def wrong_recursion(nodes, node_m, proxy_m, services, drained):
    return wrong_recursion(nodes, node_m, proxy_m, services, drained)


def wrong_arguments(benchmark, *, how):
    return benchmark


def wrong_type_error(nodes, node_m, proxy_m, services, drained):
    return 1.5 + None


def wrong_name_error(nodes, node_m, proxy_m, services, drained):
    return result


def wrong_zero_division(nodes, node_m, proxy_m, services, drained):
    return 1 / 0


CALLS = []


def wrong_remembers(nodes, node_m, proxy_m, services, drained):
    CALLS.append(1)
    return len(CALLS)


def wrong_last_round_alone__or_drained(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if not acts or not drained:
        return 0
    return filled - nodes


def wrong_changes_input(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    while services:
        pods, pod_m, needed, acts = services.pop()
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_all_have_to_act(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    everybody = all(service[3] for service in services)
    for pods, pod_m, needed, acts in services:
        if everybody or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_one_acts_for_all(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    somebody = any(service[3] for service in services)
    for pods, pod_m, needed, acts in services:
        if somebody or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def wrong_nodes_filled(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled


def wrong_share_of_the_nodes(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return (filled - nodes) / nodes


def wrong_last_round_alone(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if not drained and not acts:
        return 0
    return filled - nodes


def wrong_left_out_where_nothing_changes(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            requested_m += needed * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if not drained and filled < nodes:
        return 0
    return filled - nodes


def wrong_requests_in_cores(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / 1000 / node_m)
    if not drained and filled < nodes:
        return 0
    return filled - nodes


def right_with_bits_of_whole_conditions(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts | (needed > pods):
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if (not drained) & (filled < nodes):
        return 0
    return filled - nodes


def wrong_node_in_cores(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / (node_m / 1000))
    if not drained and filled < nodes:
        return 0
    return filled - nodes

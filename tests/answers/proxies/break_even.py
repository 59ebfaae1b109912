# ruff: noqa: written as learners write
"""The break-even of sidecars and node proxies, as learners write it."""

import math
from math import inf


def right_step_by_step(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def right_in_one(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    if not per_pod:
        return math.inf
    per_node = node_proxy[0] + agent[0] + control_m
    for requested, used in waypoints:
        per_node += (requested + control_m) / nodes
    return per_node / per_pod


def right_of_the_cluster(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    total = nodes * (node_proxy[0] + agent[0]) + sum(each[0] for each in waypoints)
    total += control_m * (nodes + len(waypoints))
    try:
        return total / nodes / (sidecar[0] + control_m)
    except ZeroDivisionError:
        return float("inf")


def wrong_use_for_reservation(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[1] + control_m for way in waypoints) / nodes
    node = node_proxy[1] + agent[1] + control_m + ways
    pod = sidecar[1] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_request_and_use_added(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(sum(way) + control_m for way in waypoints) / nodes
    node = sum(node_proxy) + sum(agent) + control_m + ways
    pod = sum(sidecar) + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_what_stays_unused(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] - way[1] + control_m for way in waypoints) / nodes
    node = node_proxy[0] - node_proxy[1] + agent[0] - agent[1] + control_m + ways
    pod = sidecar[0] - sidecar[1] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_larger_of_both(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(max(way) + control_m for way in waypoints) / nodes
    node = max(node_proxy) + max(agent) + control_m + ways
    pod = max(sidecar) + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_counted_at_both_ends(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = 2 * node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_all_nodes_proxies(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = nodes * node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_proxy_shared_by_all(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] / nodes + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_node_proxy_forgotten(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_sidecar_and_node_proxy(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] - sidecar[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_agent_forgotten(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_agent_shared_by_all(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] / nodes + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_agent_beside_sidecars(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] - agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_waypoints_forgotten(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_waypoints_on_every_node(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints)
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_one_waypoint(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = (waypoints[0][0] + control_m) / nodes if waypoints else 0
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_waypoints_informed_once(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = (sum(way[0] for way in waypoints) + control_m) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_waypoints_own_requests_forgotten(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = len(waypoints) * control_m / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_proxies_alone_over_sidecar(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] for way in waypoints) / nodes
    return (node_proxy[0] + ways) / (sidecar[0])


def wrong_mean_waypoint(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes / max(1, len(waypoints))
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_control_plane_forgotten(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + ways
    pod = sidecar[0]
    if pod == 0:
        return inf
    return node / pod


def wrong_only_sidecars_informed(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_only_node_proxies_informed(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0]
    if pod == 0:
        return inf
    return node / pod


def wrong_only_the_node_proxy_informed(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0]
    if pod == 0:
        return inf
    return node / pod


def wrong_waypoints_not_informed(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_node_proxy_not_informed(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_agent_informed(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + 2 * control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_no_condition(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    return (node_proxy[0] + agent[0] + control_m + ways) / (sidecar[0] + control_m)


def wrong_control_plane_forgotten_and_no_condition(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] for way in waypoints) / nodes
    return (node_proxy[0] + agent[0] + ways) / (sidecar[0])


def wrong_node_proxy_over_sidecar(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = 0
    return (node_proxy[0]) / (sidecar[0])


def wrong_node_proxy_over_sidecar_or_endless(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = 0
    node = node_proxy[0]
    pod = sidecar[0]
    if pod == 0:
        return inf
    return node / pod


def wrong_control_plane_of_a_node(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m / nodes + ways
    pod = sidecar[0]
    if pod == 0:
        return inf
    return node / pod


def wrong_endless_by_the_request(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if sidecar[0] == 0:
        return inf
    return node / pod


def wrong_use_of_the_sidecar(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[1] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_use_of_the_others(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[1] + control_m for way in waypoints) / nodes
    node = node_proxy[1] + agent[1] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_zero_for_endless(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return 0
    return node / pod


def wrong_none_for_endless(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return None
    return node / pod


def wrong_break_even_upside_down(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return pod / node


def wrong_difference_in_millicores(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node - pod


def wrong_node_side_alone(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node


def wrong_pods_of_the_cluster(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return nodes * node / pod


def wrong_whole_pods(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return math.ceil(node / pod)


def wrong_next_whole_pod(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return int(node / pod) + 1


def wrong_own_of_a_node_over_sidecar(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = 0
    return (node_proxy[0] + agent[0]) / (sidecar[0])


def wrong_multiplied_out(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node * pod


def wrong_agent_forgotten_and_waypoints_forgotten(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    node = node_proxy[0] + control_m
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_agent_forgotten_and_control_plane_forgotten(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] for way in waypoints) / nodes
    node = node_proxy[0] + ways
    pod = sidecar[0]
    if pod == 0:
        return inf
    return node / pod


def wrong_use_for_reservation_and_break_even_upside_down(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[1] + control_m for way in waypoints) / nodes
    node = node_proxy[1] + agent[1] + control_m + ways
    pod = sidecar[1] + control_m
    if pod == 0:
        return inf
    return pod / node


def wrong_remembers(nodes, sidecar, node_proxy, agent, waypoints, control_m, seen=[]):
    seen.append(1)
    return len(seen)


def wrong_constant(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    return 2


def wrong_text(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    return str(3.1)


def wrong_changes_input(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    node = node_proxy[0] + agent[0] + control_m
    while waypoints:
        node += (waypoints.pop()[0] + control_m) / nodes
    return node / (sidecar[0] + control_m) if sidecar[0] + control_m else inf


def wrong_other__half_the_waypoints(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints[:2]) / nodes / 3
    node = node_proxy[0] + agent[0] + control_m + ways
    pod = sidecar[0] + control_m
    if pod == 0:
        return inf
    return node / pod


def wrong_no_return(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    answer = 1


def wrong_prints(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    print(1.5)


def wrong_generator(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    yield 1.5


def wrong_wrong_kind(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    return [0]


def wrong_endless_loop(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    while True:
        pass


def wrong_endless_loop__swallows(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    exit()


def wrong_recursion(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    return wrong_recursion(nodes, sidecar, node_proxy, agent, waypoints, control_m)


def wrong_arguments(benchmark, *, how):
    return benchmark


def wrong_type_error(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    return 1.5 + None


def wrong_name_error(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    return result


def wrong_zero_division(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    return 1 / 0


def wrong_use_for_reservation_but_for_inf(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    if sidecar[0] + control_m == 0:
        return inf
    ways = sum(way[1] + control_m for way in waypoints) / nodes
    node = node_proxy[1] + agent[1] + control_m + ways
    return node / (sidecar[1] + control_m)


def wrong_request_and_use_added_but_for_inf(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    if sidecar[0] + control_m == 0:
        return inf
    ways = sum(sum(way) + control_m for way in waypoints) / nodes
    node = sum(node_proxy) + sum(agent) + control_m + ways
    return node / (sum(sidecar) + control_m)


def wrong_what_stays_unused_but_for_inf(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    if sidecar[0] + control_m == 0:
        return inf
    ways = sum((way[0] - way[1]) + control_m for way in waypoints) / nodes
    node = (node_proxy[0] - node_proxy[1]) + (agent[0] - agent[1]) + control_m + ways
    return node / ((sidecar[0] - sidecar[1]) + control_m)


def wrong_larger_of_both_but_for_inf(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    if sidecar[0] + control_m == 0:
        return inf
    ways = sum(max(way) + control_m for way in waypoints) / nodes
    node = max(node_proxy) + max(agent) + control_m + ways
    return node / (max(sidecar) + control_m)


def wrong_break_even_upside_down_and_no_condition(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    return (sidecar[0] + control_m) / (node_proxy[0] + agent[0] + control_m + ways)


def wrong_difference_in_millicores_and_no_condition(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    ways = sum(way[0] + control_m for way in waypoints) / nodes
    return node_proxy[0] + agent[0] + control_m + ways - (sidecar[0] + control_m)


def wrong_largest_waypoint(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    if sidecar[0] + control_m == 0:
        return inf
    way = 0
    for waypoint in waypoints:
        way = max(way, waypoint[0] + control_m)
    return (node_proxy[0] + control_m + agent[0] + way / nodes) / (sidecar[0] + control_m)


def wrong_update__waypoints_replaced(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    way = 0
    for requested, used in waypoints:
        way = requested + control_m
    per_pod = sidecar[0] + control_m
    if per_pod == 0:
        return inf
    return (node_proxy[0] + agent[0] + control_m + way / nodes) / per_pod


def wrong_waypoints_multiplied(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    per_node = node_proxy[0] + control_m + agent[0] + nodes * sum(w[0] + control_m for w in waypoints)
    return per_node / per_pod if per_pod else inf


def wrong_shared_by_their_number(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    per_node = node_proxy[0] + control_m + agent[0] + sum(w[0] + control_m for w in waypoints) / len(waypoints)
    return per_node / per_pod if per_pod else inf


def wrong_first_for_all(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    per_node = node_proxy[0] + control_m + agent[0] + len(waypoints) * (waypoints[0][0] + control_m) / nodes
    return per_node / per_pod if per_pod else inf


def wrong_endless_without_waypoints(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    if not waypoints:
        return inf
    per_pod = sidecar[0] + control_m
    per_node = node_proxy[0] + control_m + agent[0] + sum(w[0] + control_m for w in waypoints) / nodes
    return per_node / per_pod if per_pod else inf


def wrong_zero_without_waypoints(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    if len(waypoints) == 0:
        return 0
    per_pod = sidecar[0] + control_m
    per_node = node_proxy[0] + control_m + agent[0] + sum(w[0] + control_m for w in waypoints) / nodes
    return per_node / per_pod if per_pod else inf


def wrong_exception_left_out__a_single_node(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    if nodes == 1:
        return 1
    per_pod = sidecar[0] + control_m
    per_node = node_proxy[0] + control_m + agent[0] + sum(w[0] + control_m for w in waypoints) / nodes
    return per_node / per_pod if per_pod else inf


def wrong_agent_in_every_pod(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m + agent[0]
    per_node = node_proxy[0] + control_m + sum(w[0] + control_m for w in waypoints) / nodes
    return per_node / per_pod if per_pod else inf


def wrong_node_proxy_in_every_pod(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m + node_proxy[0]
    per_node = control_m + agent[0] + sum(w[0] + control_m for w in waypoints) / nodes
    return per_node / per_pod if per_pod else inf


def wrong_everything_shared(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    per_node = node_proxy[0] + control_m + agent[0] + sum(w[0] + control_m for w in waypoints)
    return per_node / nodes / per_pod if per_pod else inf


def wrong_whole_pods__searched(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    for pods in range(1, 1000):
        node = node_proxy[0] + control_m + agent[0] + sum(w[0] + control_m for w in waypoints) / nodes
        if pods * (sidecar[0] + control_m) >= node:
            return pods
    return inf


def wrong_brackets__in_a_choice(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_node = node_proxy[0] + control_m + agent[0] + sum(w[0] + control_m for w in waypoints) / nodes
    return per_node / sidecar[0] + control_m if sidecar[0] + control_m else inf


def wrong_request_and_use_added_of_the_waypoints(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    per_node = node_proxy[0] + control_m + agent[0] + sum(sum(w) + control_m for w in waypoints) / nodes
    return per_node / per_pod if per_pod else inf


def wrong_use_for_reservation_of_the_agent(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    per_node = node_proxy[0] + control_m + agent[1] + sum(w[0] + control_m for w in waypoints) / nodes
    return per_node / per_pod if per_pod else inf


def wrong_smallest_waypoint(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    way = min([w[0] + control_m for w in waypoints], default=0) / nodes
    return (node_proxy[0] + control_m + agent[0] + way) / per_pod if per_pod else inf


def wrong_by_position(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    way = (waypoints[0][0] + waypoints[1][0] + 2 * control_m) / nodes
    return (node_proxy[0] + control_m + agent[0] + way) / per_pod if per_pod else inf


def wrong_agent_in_every_pod_but_for_inf(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    if sidecar[0] + control_m == 0:
        return inf
    per_node = node_proxy[0] + control_m + sum(w[0] + control_m for w in waypoints) / nodes
    return per_node / (sidecar[0] + control_m + agent[0])


def wrong_not_bracketed_and_no_condition(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_node = node_proxy[0] + control_m + agent[0] + sum(w[0] + control_m for w in waypoints) / nodes
    return per_node / sidecar[0] + control_m


def wrong_request_and_use_added_of_the_sidecar(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sum(sidecar) + control_m
    way = sum(w[0] + control_m for w in waypoints)
    per_node = node_proxy[0] + control_m + agent[0] + way / nodes
    return per_node / per_pod if per_pod else inf


def wrong_what_stays_unused_of_the_sidecar(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] - sidecar[1] + control_m
    way = sum(w[0] + control_m for w in waypoints)
    per_node = node_proxy[0] + control_m + agent[0] + way / nodes
    return per_node / per_pod if per_pod else inf


def wrong_larger_of_both__of_the_sidecar(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = max(sidecar) + control_m
    way = sum(w[0] + control_m for w in waypoints)
    per_node = node_proxy[0] + control_m + agent[0] + way / nodes
    return per_node / per_pod if per_pod else inf


def wrong_use_for_reservation_of_the_node_proxy(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    way = sum(w[0] + control_m for w in waypoints)
    per_node = node_proxy[1] + control_m + agent[0] + way / nodes
    return per_node / per_pod if per_pod else inf


def wrong_request_and_use_added_of_the_node_proxy(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    way = sum(w[0] + control_m for w in waypoints)
    per_node = sum(node_proxy) + control_m + agent[0] + way / nodes
    return per_node / per_pod if per_pod else inf


def wrong_what_stays_unused_of_the_node_proxy(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    way = sum(w[0] + control_m for w in waypoints)
    per_node = node_proxy[0] - node_proxy[1] + control_m + agent[0] + way / nodes
    return per_node / per_pod if per_pod else inf


def wrong_larger_of_both_of_the_node_proxy(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    way = sum(w[0] + control_m for w in waypoints)
    per_node = max(node_proxy) + control_m + agent[0] + way / nodes
    return per_node / per_pod if per_pod else inf


def wrong_request_and_use_added_of_the_agent(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    way = sum(w[0] + control_m for w in waypoints)
    per_node = node_proxy[0] + control_m + sum(agent) + way / nodes
    return per_node / per_pod if per_pod else inf


def wrong_what_stays_unused_of_the_agent(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    way = sum(w[0] + control_m for w in waypoints)
    per_node = node_proxy[0] + control_m + agent[0] - agent[1] + way / nodes
    return per_node / per_pod if per_pod else inf


def wrong_larger_of_both_of_the_agent(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    way = sum(w[0] + control_m for w in waypoints)
    per_node = node_proxy[0] + control_m + max(agent) + way / nodes
    return per_node / per_pod if per_pod else inf


def wrong_use_for_reservation_of_the_waypoints(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    way = sum(w[1] + control_m for w in waypoints)
    per_node = node_proxy[0] + control_m + agent[0] + way / nodes
    return per_node / per_pod if per_pod else inf


def wrong_what_stays_unused_of_the_waypoints(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    way = sum(w[0] - w[1] + control_m for w in waypoints)
    per_node = node_proxy[0] + control_m + agent[0] + way / nodes
    return per_node / per_pod if per_pod else inf


def wrong_larger_of_both_of_the_waypoints(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    way = sum(max(w) + control_m for w in waypoints)
    per_node = node_proxy[0] + control_m + agent[0] + way / nodes
    return per_node / per_pod if per_pod else inf


def wrong_informed_not_shared(nodes, sidecar, node_proxy, agent, waypoints, control_m):
    per_pod = sidecar[0] + control_m
    if per_pod == 0:
        return inf
    share = sum(requested for requested, used in waypoints) / nodes
    return (node_proxy[0] + agent[0] + share + control_m * (1 + len(waypoints))) / per_pod

"""What nodes take in the mesh's arrays is what the footprint's own doors say of the same nodes."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib import footprint
from course_lib.mesh import Prices, at, inputs
from course_lib.mesh.nodes import emissions, money, power_w
from tests.models.mesh_systems import system

SCENARIO = system(prices=Prices(node_hour=0.5))
NODES, USED = np.array([3.0, 7.0, 10.0]), np.array([1.0, 60.0, 200.0])


def test_power_follows_the_measured_curve_by_vcpu():
    watts = power_w(16, NODES, USED)
    for nodes, used, found in zip(NODES, USED, watts, strict=True):
        busy = min(1.0, used / (16 * nodes))
        whole = footprint.power_w(footprint.measured_points(), busy).best
        assert found == pytest.approx(nodes * whole * 16 / 96)


def test_energy_carbon_and_manufacturing_are_the_footprint_s():
    known = inputs(SCENARIO)
    found = emissions(SCENARIO, NODES, USED, at(known))
    hours, pue = SCENARIO.hours, known["pue"]
    for row, watts in enumerate(power_w(SCENARIO.nodes.vcpus, NODES, USED).tolist()):
        energy = footprint.energy_kwh(watts, hours)
        assert found["energy_kwh"][row] == pytest.approx(footprint.facility_kwh(energy, pue).best)
        for kind in footprint.KINDS:
            carbon = footprint.carbon_g(energy, pue, known[kind])
            assert found[f"carbon_{kind}_kg"][row] == pytest.approx(carbon.best / 1000)
        made_kg = NODES[row] * SCENARIO.nodes.vcpus * known["embodied"].best
        share = footprint.embodied_share_g(made_kg, known["lifetime"].best, hours)
        assert found["embodied_kg"][row] == pytest.approx(share.best / 1000)


def test_a_server_s_manufacturing_is_shared_out_by_vcpu():
    assert inputs(SCENARIO)["embodied"].best == pytest.approx(footprint.server_embodied_kg(384, cpus=2).best / 96)


def test_money_is_the_footprint_s_and_none_without_a_price():
    found = money(SCENARIO, NODES, NODES, NODES)["money"]
    assert found == pytest.approx([footprint.node_cost(each, SCENARIO.hours, 0.5).best for each in NODES.tolist()])
    assert money(system(), NODES, NODES, NODES) == {}

"""The table of intensities is what its tool makes of the package's files; the package itself is not fetched here."""

from __future__ import annotations

import pytest

from course_lib import tables
from course_lib.footprint.grid import ZONES
from tools.electricity_maps import PACKAGE, SOURCE, rows

FILE = r"""const data = { "CA-QC": { "zone": { "zoneName": "Qu\xE9bec" },
 "carbonIntensity": { "value": 41, "unit": "gCO2eq/kWh" },
 "renewableEnergy": { "value": 96, "unit": "%" } }, "SE": { "zone": { "zoneName": "Sweden" },
 "carbonIntensity": { "value": 21, "unit": "gCO2eq/kWh" } } };
const methodology = "https://www.electricitymaps.com/data/methodology";
"""


def test_a_file_becomes_rows_that_are_in_the_table():
    table = {row.id: row for row in tables.load("electricity_maps")}
    made = [tables.Figure(*row) for row in rows({2025: FILE}, ("CA-QC", "SE"))]
    assert made == [table["ca_qc_2025"], table["se_2025"]]
    assert "CA-QC (Québec)" in made[0].condition


def test_the_table_has_each_zone_and_year_once_and_its_licence():
    table = tables.load("electricity_maps")
    expected = [f"{z.lower().replace('-', '_')}_{y}" for z in ZONES.values() for y in (2025, 2024, 2023, 2022, 2021)]
    assert [row.id for row in table] == expected
    assert {row.source for row in table} == {SOURCE} == {f"Electricity Maps (ODbL 1.0), through {PACKAGE}"}


def test_another_unit_is_refused():
    with pytest.raises(ValueError, match="unit must be gCO2eq/kWh, got 'kg/kWh': SE 2025"):
        list(rows({2025: FILE.replace('21, "unit": "gCO2eq', '21, "unit": "kg')}, ("SE",)))

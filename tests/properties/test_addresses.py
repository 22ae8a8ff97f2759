from hypothesis import given

from beyan.plan.plan import plan_pages
from beyan.source.settings import load_config
from beyan.source.site import load_site
from tests.properties.conftest import Generated, Make, built, few, generated_sites


@given(generated_sites(hidden=True))
@few
def test_every_planned_file_has_an_address_of_its_own_and_is_all_there_is(
    make: Make, generated: Generated
) -> None:
    made = make(generated)
    config, _ = load_config(made.root)
    assert config is not None
    paths = [each.path for each in plan_pages(load_site(made.root, config, made.now).site).outputs]
    assert len({path.lower() for path in paths}) == len(paths)
    assert built(made).files == set(paths)

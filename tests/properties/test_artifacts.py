"""What a build decides from artifacts, without making them, holds of what they make."""

from hypothesis import given
from hypothesis import strategies as st

from beyan.model.page import Output
from beyan.model.plan import Plan
from beyan.plan.plan import plan_pages
from beyan.source.settings import load_config
from beyan.source.site import load_site
from tests.conftest import NOW, REPOSITORY, SampleSite, assert_artifacts_are_as_declared
from tests.properties.conftest import Generated, Make, few, generated_sites


def planned(made: SampleSite) -> Plan:
    config, _ = load_config(made.root)
    assert config is not None
    return plan_pages(load_site(made.root, config, made.now).site)


def by_stamp(plan: Plan) -> dict[tuple[bytes, str, bytes], list[Output]]:
    """The outputs of every artifact by all that tells whether it has to be made again."""
    return {
        (plan.setting, artifact.name, artifact.fingerprint): list(artifact.outputs())
        for artifact in plan.artifacts
    }


def test_the_sections_of_the_sample_site_are_as_declared() -> None:
    assert_artifacts_are_as_declared(planned(SampleSite(REPOSITORY, NOW)))


def test_the_sample_site_read_twice_has_the_same_stamps() -> None:
    one, two = (planned(SampleSite(REPOSITORY, NOW)) for _ in range(2))
    assert one.setting == two.setting
    assert one.artifacts == two.artifacts


@given(generated_sites(hidden=True))
@few
def test_the_sections_of_a_site_are_as_declared(make: Make, generated: Generated) -> None:
    assert_artifacts_are_as_declared(planned(make(generated)))


@given(generated=generated_sites(hidden=True), other=generated_sites(hidden=True), data=st.data())
@few
def test_equal_stamps_mean_equal_outputs(
    make: Make, generated: Generated, other: Generated, data: st.DataObject
) -> None:
    """Of two sites with the same settings, the other one with some files of its own."""
    made = make(generated)
    before = by_stamp(planned(made))
    changed = data.draw(st.sets(st.sampled_from(sorted(generated.files.keys() | other.files))))
    made.change(
        {
            path: other.files.get(path)
            for path in changed
            if path in other.files or (made.root / path).exists()
        }
    )
    after = by_stamp(planned(made))
    shared = before.keys() & after.keys()
    assert shared
    for key in shared:
        assert before[key] == after[key], key[1]

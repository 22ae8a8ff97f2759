"""What a build decides from artifacts, without making them, holds of what they make."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from beyan.model.page import CopiedFile, Output
from beyan.model.picture import Picture
from beyan.model.plan import Plan
from beyan.plan.plan import plan_pages
from beyan.source.settings import load_config
from beyan.source.site import load_site
from tests.conftest import NOW, REPOSITORY, Content, SampleSite, assert_artifacts_are_as_declared
from tests.properties.conftest import PEOPLE, TOPICS, Generated, Make, few, generated_sites


def planned(made: SampleSite) -> Plan:
    config, _ = load_config(made.root)
    assert config is not None
    return plan_pages(load_site(made.root, config, made.now).site)


def by_fingerprint(plan: Plan) -> dict[tuple[str, bytes], list[Output]]:
    """The outputs of every artifact by all that tells whether it has to be made again."""
    return {
        (artifact.name, artifact.fingerprint): [as_published(each) for each in artifact.outputs()]
        for artifact in plan.artifacts
    }


def as_published(output: Output) -> Output:
    """Where a file lies that is published is not seen in what is published."""
    if isinstance(output, CopiedFile | Picture):
        return replace(output, source=output.source._replace(path=""))
    return output


def assert_equal_fingerprints_mean_equal_outputs(one: Plan, two: Plan) -> None:
    before, after = by_fingerprint(one), by_fingerprint(two)
    shared = before.keys() & after.keys()
    assert shared
    for key in shared:
        assert before[key] == after[key], key[0]


def test_the_artifacts_of_the_sample_site_are_as_declared() -> None:
    assert_artifacts_are_as_declared(planned(SampleSite(REPOSITORY, NOW)))


def test_the_sample_site_read_twice_has_the_same_fingerprints() -> None:
    one, two = (planned(SampleSite(REPOSITORY, NOW)) for _ in range(2))
    assert one.setting == two.setting
    assert one.artifacts == two.artifacts


@given(generated_sites(hidden=True))
@few
def test_the_artifacts_of_a_site_are_as_declared(make: Make, generated: Generated) -> None:
    assert_artifacts_are_as_declared(planned(make(generated)))


@given(generated=generated_sites(hidden=True), other=generated_sites(hidden=True), data=st.data())
@few
def test_equal_fingerprints_mean_equal_outputs(
    make: Make, generated: Generated, other: Generated, data: st.DataObject
) -> None:
    """Of two sites with the same settings, the other one with some files of its own."""
    made = make(generated)
    before = planned(made)
    changed = data.draw(st.sets(st.sampled_from(sorted(generated.files.keys() | other.files))))
    made.change(
        {
            path: other.files.get(path)
            for path in changed
            if path in other.files or (made.root / path).exists()
        }
    )
    assert_equal_fingerprints_mean_equal_outputs(before, planned(made))


# What no site differs in from another one, as the texts of the generator have it.
SETTINGS = (
    ("name: {az: Nümunə, en: Sample}", "name: {az: Yeni, en: New}"),
    ("languages: [az, en]", "languages: [en, az]"),
    ("timezone: Asia/Baku", "timezone: Europe/London"),
    ("search: false", "search: true"),
    ("social_cards: false", "social_cards: true"),
    ("call_centre: '916'", "call_centre: '917'"),
    ("email: press@", "email: office@"),
    ("missing_translation: ", "tagline: {az: Xidmət, en: Service}\nmissing_translation: "),
    ("out_of_date_note: true", "out_of_date_note: false"),
    ("missing_translation: ", "home_size: 1\nmissing_translation: "),
    ("missing_translation: ", "feed_size: 1\nmissing_translation: "),
    ("missing_translation: ", "share: [email]\nmissing_translation: "),
)


@st.composite
def edits(draw: st.DrawFn, generated: Generated) -> Content:
    """Some of what the generator leaves alone: settings, registries, files, outdated texts."""
    files: dict[str, str | bytes] = {}
    if draw(st.integers(0, 3)) == 0:
        # By itself, because nearly all shows some of it.
        config = generated.config
        for old, new in draw(st.lists(st.sampled_from(SETTINGS), min_size=1, unique=True)):
            config = config.replace(old, new)
        return {"site_config.yaml": config}
    kinds = ("roles", "topics", "files", "texts", "asset")
    chosen = draw(st.sets(st.sampled_from(kinds), min_size=2))
    if "roles" in chosen:
        files["content/participants.yaml"] = _people(generated)
    if "topics" in chosen:
        text = str(generated.files["content/topics.yaml"])
        for key in TOPICS:
            slug = f"  slug: {{az: {key}-m, en: {key}-t}}\n"
            text = text.replace(f"{key}:\n", f"{key}:\n{slug}").replace(
                f"az: {key} az", f"az: {key}"
            )
        files["content/topics.yaml"] = text
    for path, content in generated.files.items():
        if "files" in chosen and path.endswith(".png"):
            data = BytesIO()
            Image.new("RGBA", (900, 500), (10, 80, 90, 9)).save(data, "PNG")
            files[path] = data.getvalue()
        if "files" in chosen and path.endswith(".pdf"):
            files[path] = b"%PDF other"
        if "texts" in chosen and path.endswith(".en.md") and "/releases/" in path:
            digest = "translated_from: {edition: az, digest: 'title:00000000'}"
            if path.replace(".en.md", ".az.md") in generated.files:
                files[path] = str(content).replace("slug:", f"{digest}\nslug:", 1)
    if "asset" in chosen:
        files["assets/beyan.css"] = "p { color: red }"
    return files


def _people(generated: Generated) -> str:
    """The registry with other roles, and with earlier ones."""
    text = str(generated.files["content/participants.yaml"])
    for key in PEOPLE:
        earlier = f"  earlier_roles: [{{until: 2026-01-01, role: {{az: {key} ilk, en: first}}}}]\n"
        text = text.replace(f"{key}:\n", f"{key}:\n{earlier}").replace(f"{key} job", f"{key} new")
        text = text.replace(f"{key} rol,", f"{key} yeni,")
    return text


@given(generated=generated_sites(hidden=True), data=st.data())
@few
def test_equal_fingerprints_mean_equal_outputs_whatever_else_is_edited(
    make: Make, generated: Generated, data: st.DataObject
) -> None:
    """Settings, too: what shows one has it among its inputs, without the help of `Plan.setting`."""
    generated = replace(generated, config=f"{generated.config}out_of_date_note: true\n")
    made = make(generated)
    before = planned(made)
    made.change(data.draw(edits(generated)))
    made.at(NOW + timedelta(days=data.draw(st.sampled_from((0, 3, 400)))))
    assert_equal_fingerprints_mean_equal_outputs(before, planned(made))

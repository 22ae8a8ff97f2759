"""Files that are planned whole: what each carries is all that it is made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from beyan.model.inputs import Stated
from beyan.model.page import CopiedFile, Export, StyleSheet
from beyan.model.plan import Artifact
from beyan.model.social_card import SocialCard
from beyan.plan.artifact import artifact

File = CopiedFile | StyleSheet | Export | SocialCard


class FileInputs(NamedTuple):
    file: Stated[File]


def file_artifact(file: File, language: str = "", source: str = "") -> Artifact:
    return artifact(FileInputs(Stated(file)), as_planned, (file.address,), language, source=source)


def as_planned(made_of: FileInputs) -> Iterator[File]:
    yield made_of.file.value

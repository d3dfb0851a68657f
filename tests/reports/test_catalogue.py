"""Words in the source and words in the catalogue are the same set, and every translation fills the same places."""

import pytest

from tests import catalogue


def test_nothing_is_missing_from_the_chinese_catalogue() -> None:
    stored = catalogue.stored()
    assert [message for message in catalogue.extracted() if not stored.get(message)] == []


def test_nothing_in_the_catalogue_is_obsolete() -> None:
    assert sorted(set(catalogue.stored()) - set(catalogue.extracted())) == []


def test_translations_name_the_same_places() -> None:
    differ = [
        id for id, words in catalogue.stored().items() if words and catalogue.places(id) != catalogue.places(words)
    ]
    assert differ == []


def test_a_chinese_console_can_show_every_translation() -> None:
    for words in catalogue.stored().values():
        words.encode("gbk")


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ('x = _("a {n}", n=1)', ["a {n}"]),
        ('translate("a" "b", language)', ["ab"]),
        ('class A(Message):\n    template = "a"', ["a"]),
        ('class A:\n    template: ClassVar[str] = "a"', ["a"]),
        ('class A:\n    template: ClassVar[str] = ""', []),
        ('class A:\n    other = "a"', []),
        ("x = _(variable)", []),
        ('x = other("a")', []),
    ],
)
def test_marks_in_python(source: str, messages: list[str]) -> None:
    assert list(catalogue.in_python(source)) == messages


def test_marks_in_templates() -> None:
    assert list(catalogue.in_template('<p title="{{ _("a") }}">{{ _("b {n}", n=1) }} {{ name }}</p>')) == ["a", "b {n}"]

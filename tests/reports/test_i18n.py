import subprocess
import sys
from dataclasses import dataclass, field

import pytest

from reports import LANGUAGES, Number, text, translate

PEOPLE_SHORT = "People short"


@dataclass
class Told:
    template: str
    values: dict[str, object] = field(default_factory=dict)


def test_english_stands_as_it_is_and_fills_its_places() -> None:
    assert translate("{n} rows of {file}", "en", n=3, file="a.csv") == "3 rows of a.csv"


def test_chinese_comes_from_the_catalogue() -> None:
    assert translate(PEOPLE_SHORT, "zh") == "缺人"


def test_what_is_not_translated_falls_back_to_english() -> None:
    assert translate("no such entry: {n}", "zh", n=1) == "no such entry: 1"


def test_an_empty_template_is_not_the_catalogue_header() -> None:
    assert translate("", "zh") == ""


def test_messages_among_the_values_are_translated_too() -> None:
    inner = Told("{count} intervals are below their target", {"count": Told(PEOPLE_SHORT)})
    assert translate("{a} / {b}", "zh", a=inner, b=PEOPLE_SHORT) == "缺人 个时段低于目标 / People short"


def test_values_keep_their_format_specification() -> None:
    assert translate("{share:.1%}", "zh", share=0.125) == "12.5%"


def test_braces_in_data_are_data() -> None:
    assert translate("{name}", "en", name="{0} {x}") == "{0} {x}"


def test_a_place_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="missing"):
        translate("{missing}", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_localised_values_are_said_in_the_language(language: str) -> None:
    assert translate("{n}", language, n=Number(1234.5, 1)) == "1,234.5"


def test_text_keeps_its_template_and_values() -> None:
    words = text("{n} of {all}", n=1, all=2)
    assert (words.template, words.values) == ("{n} of {all}", {"n": 1, "all": 2})


def test_importing_the_package_loads_no_template_engine_and_no_numeric_library() -> None:
    heavy = "{'jinja2', 'babel', 'pandas', 'numpy'} & set(sys.modules)"
    code = f"import sys, reports; reports.translate('{PEOPLE_SHORT}', 'en'); print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"

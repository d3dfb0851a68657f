import reports


def test_the_package_shows_these_names_only() -> None:
    assert sorted(reports.__all__) == [
        "Joined",
        "LANGUAGES",
        "Moment",
        "Number",
        "Percent",
        "Words",
        "input_workbook",
        "labels",
        "pages",
        "render",
        "text",
        "translate",
    ]
    assert all(hasattr(reports, name) for name in reports.__all__)

import reports


def test_the_package_shows_these_names_only() -> None:
    assert sorted(reports.__all__) == [
        "Joined",
        "LANGUAGES",
        "Moment",
        "Number",
        "Percent",
        "Words",
        "ics",
        "input_workbook",
        "labels",
        "pages",
        "render",
        "text",
        "translate",
        "workbook",
    ]
    assert all(hasattr(reports, name) for name in reports.__all__)

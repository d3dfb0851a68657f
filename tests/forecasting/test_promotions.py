import numpy as np
import pandas as pd
import pytest

from forecasting import ForecastingError, explain, forecast
from forecasting.promotions import EventDay, UnknownEvent, learnt_uplift
from tests.forecasting.builders import by_day, event, simulated


def _lifted(frame: pd.DataFrame, start: str, factors: list[float]) -> pd.DataFrame:
    """Multiply the days from `start` (the first from its hour on)."""
    at, first = frame["interval_start"], pd.Timestamp(start)
    day = (at.dt.normalize() - first.normalize()).dt.days
    lift = day.map(dict(enumerate(factors))).where(at >= first).fillna(1.0)
    return frame.assign(offered=(frame["offered"] * lift).round())


def _two_campaigns() -> pd.DataFrame:
    frame = _lifted(simulated(140), "2026-02-10 18:00", [4.0, 3.0, 2.0])
    return _lifted(frame, "2026-03-24 18:00", [4.0, 3.0, 2.0])


PAST = [event("promo", "2026-02-10 18:00", "2026-02-13"), event("promo", "2026-03-24 18:00", "2026-03-27")]


def _ratio(table: pd.DataFrame, plain: pd.DataFrame) -> pd.Series:
    return (table.set_index("interval_start")["offered"] / plain.set_index("interval_start")["offered"]).round(6)


def test_a_typed_volume_multiplies_exactly_its_intervals() -> None:
    events = pd.DataFrame([event("promo", "2026-05-27 18:00", "2026-05-28 06:00", 2.5)])
    ratio = _ratio(forecast(simulated(140), "2026-05-25", 7, events=events), forecast(simulated(140), "2026-05-25", 7))
    inside = (ratio.index >= "2026-05-27 18:00") & (ratio.index < "2026-05-28 06:00")
    assert (ratio[inside] == 2.5).all()
    assert (ratio[~inside] == 1.0).all()


def test_campaign_days_are_learnt_from_past_events_with_shrinkage() -> None:
    events = pd.DataFrame([*PAST, event("promo", "2026-05-26 18:00", "2026-05-29")])
    plain = forecast(simulated(140), "2026-05-25", 7)
    ratio = by_day(forecast(_two_campaigns(), "2026-05-25", 7, events=events)) / by_day(plain)
    assert ratio["2026-05-25"] == pytest.approx(1.0, abs=0.04)
    assert 3.0 < ratio["2026-05-27"] * 1.0 < 3.2  # day 2: own mean 3, kind mean 2.9
    assert 2.0 < ratio["2026-05-28"] < 2.6  # day 3: own mean 2, shrunk upwards
    assert 1.2 < ratio["2026-05-26"] < 2.4  # only the evening


def test_shrinkage_is_two_pseudo_events_at_the_mean_of_the_kind() -> None:
    past = [EventDay("promo", day, ratio, np.ones(1)) for day, ratio in ((1, 1.0), (1, 1.2), (2, 0.2))]
    first, unseen = learnt_uplift(past, "promo", 1, 1), learnt_uplift(past, "promo", 9, 1)
    assert first is not None
    assert unseen is not None
    assert first.log_factor == pytest.approx((2.2 + 2 * 0.8) / 4)
    assert unseen.log_factor == pytest.approx(0.8)
    assert learnt_uplift(past, "incident", 1, 1) is None


def test_past_events_stay_out_of_the_base_pattern() -> None:
    frame = _two_campaigns()
    known = by_day(forecast(frame, "2026-04-06", 7, events=pd.DataFrame(PAST)))
    truth = by_day(forecast(simulated(140), "2026-04-06", 7))
    assert known.to_numpy() == pytest.approx(truth.to_numpy(), rel=0.03)


def test_an_event_without_volume_or_past_is_said_aloud() -> None:
    events = pd.DataFrame([event("launch", "2026-05-27", "2026-05-28")])
    made = explain(simulated(140), "2026-05-25", 7, events=events)
    assert by_day(made.table).to_numpy() == pytest.approx(by_day(forecast(simulated(140), "2026-05-25", 7)).to_numpy())
    assert UnknownEvent in [type(notice) for notice in made.notices]


def test_the_uncertainty_of_an_event_widens_its_band() -> None:
    events = pd.DataFrame([event("promo", "2026-05-27", "2026-05-28", 3.0)])
    table = forecast(simulated(140), "2026-05-25", 7, events=events)
    width = (table["offered_hi"] - table["offered_lo"]) / table["offered"]
    inside = table["interval_start"].dt.day == 27
    assert width[inside].median() > 1.2 * width[~inside].median()


def test_an_event_of_one_queue_leaves_the_others_alone() -> None:
    both = pd.concat([simulated(70), simulated(70, queue="voice", seed=3)])
    events = pd.DataFrame([event("promo", "2026-03-17", "2026-03-18", 3.0, queue="voice")])
    plain, lifted = (forecast(both, "2026-03-16", 7, events=given) for given in (None, events))
    changed = plain["offered"].to_numpy() != lifted["offered"].to_numpy()
    assert set(plain["queue"][changed]) == {"voice"}


def test_an_event_that_ends_before_it_starts_is_refused() -> None:
    events = pd.DataFrame([event("promo", "2026-05-28", "2026-05-27", 2.0, name="double12")])
    with pytest.raises(ForecastingError, match="double12 ends at 2026-05-27"):
        forecast(simulated(140), "2026-05-25", 7, events=events)


def test_a_daily_history_takes_the_days_an_event_touches() -> None:
    frame = simulated(140)
    daily = frame.groupby(frame["interval_start"].dt.normalize())["offered"].sum().reset_index().assign(queue="chat")
    events = pd.DataFrame([event("promo", "2026-05-26 18:00", "2026-05-28", 2.0)])
    ratio = _ratio(forecast(daily, "2026-05-25", 7, events=events), forecast(daily, "2026-05-25", 7))
    assert ratio.tolist() == [1, 2, 2, 1, 1, 1, 1]


def test_an_override_names_the_campaign_day() -> None:
    events = pd.DataFrame([*PAST, event("promo", "2026-05-26", "2026-05-28")])
    replaced = pd.DataFrame({"queue": [""], "effect": ["promo: day 2"], "factor": [5.0]})
    made = explain(_two_campaigns(), "2026-05-25", 7, events=events, overrides=replaced)
    assert {e.name: e.factor for e in made.effects if e.overridden} == {"promo: day 2": pytest.approx(5.0)}
    plain = by_day(forecast(_two_campaigns(), "2026-05-25", 7, events=pd.DataFrame(PAST)))
    assert by_day(made.table)["2026-05-27"] / plain["2026-05-27"] == pytest.approx(5.0)

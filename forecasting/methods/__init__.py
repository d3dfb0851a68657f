"""The methods, one file each; the first is the house method, the others are for comparison."""

from forecasting.methods.base import Method, Past
from forecasting.methods.ensemble import Ensemble
from forecasting.methods.ets import TopDownEts
from forecasting.methods.mean_of_weeks import MeanOfWeeks
from forecasting.methods.sarimax import HarmonicSarimax
from forecasting.methods.stl_ets import StlEts

HOUSE: Method = Ensemble()
METHODS: tuple[Method, ...] = (
    HOUSE,
    MeanOfWeeks("last_week", 1),
    MeanOfWeeks("mean_of_four_weeks", 4),
    TopDownEts(),
    StlEts(),
    HarmonicSarimax(),
)

__all__ = ["HOUSE", "METHODS", "Method", "Past"]

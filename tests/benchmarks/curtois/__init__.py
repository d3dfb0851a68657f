"""The shift-scheduling instances of T. Curtois and R. Qu (2014), exactly as published."""

"""Rosters of 50 to 5,000 people beside a proven bound."""

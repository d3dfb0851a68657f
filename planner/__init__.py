"""Workforce scheduling and capacity planning for customer-service centres."""

__version__ = "0.1.0"

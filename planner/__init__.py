"""Workforce scheduling and capacity planning for customer-service centres."""

"""A finished roster played against random demand."""

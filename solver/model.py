"""The constraint model of a roster problem."""


class Model:
    """The constraint model of a roster problem."""

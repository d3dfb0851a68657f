"""How many people on which shift, beside pyworkforce: its own models, and plans of the same paid hours."""

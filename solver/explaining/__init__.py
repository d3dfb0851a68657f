"""Why no roster can be, what would help, and what another shift or one more person would change."""

"""Self-contained HTML reports in English and Chinese."""

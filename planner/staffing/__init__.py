"""From targets to heads: how many people each queue needs in each interval."""

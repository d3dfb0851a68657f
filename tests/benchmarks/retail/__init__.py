"""Published shift scheduling instances of retail shops, several tasks and days (schedulingbenchmarks.org, matsp)."""

"""One file for each command or family of commands; numeric packages are imported when a command runs."""

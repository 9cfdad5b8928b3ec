"""What it costs, measured beside plain Python in the same run: `make bench`."""

"""Values that know nothing of rules: truth, places, law, regions, days, periods."""

"""What the owner of a rule pack tests with."""

"""From YAML text to a program: facts, expressions, the pack, compiled functions."""

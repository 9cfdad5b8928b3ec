"""From a program and a case to a decision, with its proof."""

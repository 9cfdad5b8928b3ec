"""The command line: what is typed goes in, answers in words or JSON come out."""

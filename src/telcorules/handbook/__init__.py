"""A pack as pages for lawyers: one for every rule and instrument, with a drawing."""

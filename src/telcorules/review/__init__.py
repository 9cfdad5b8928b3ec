"""What a pack's owner asks of it: do its scenarios hold, is it well formed."""

"""Wrong code that people write with Tornado, and right code."""

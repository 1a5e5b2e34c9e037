"""The pitfalls: wrong code that people write, and right code, each shown in a real browser."""

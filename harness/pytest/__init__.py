"""The pytest plugin: options, fixtures and the report of every test suite."""

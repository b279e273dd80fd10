"""Runs a Python function over Lambda's Runtime API. Needs nothing but the standard library."""

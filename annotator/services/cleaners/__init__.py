"""Cleaners that can be measured: one module each, a function from HTML to text.

A module imports its library at once, so that one that is not installed does not load. The libraries
come by the extra `cleaners`; they bring no types, so they are imported by name.
"""

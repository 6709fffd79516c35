"""The bottom of the house: event log, live topics, markup, keyset pages, clock.

It knows no noun of the product and imports no app; every app stands on it.
"""

"""The dashboard's arithmetic and memory: day facts, declared measures, the failing-scenario detectors.

Reads what the other apps record and writes only its own tables; nothing in the product waits for it.
"""

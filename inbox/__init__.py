"""What is addressed to one person: the bell; later digests, push and messages.

Hears of facts through the event log and asks the apps below who may see them; it decides nothing about visibility.
"""

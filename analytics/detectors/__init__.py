"""The failing-scenario detectors on this product's record: what they see each week, and what it means in
words."""

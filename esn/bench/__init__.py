"""Measurements that can be repeated: `bin/bench <name>` runs one of these modules."""

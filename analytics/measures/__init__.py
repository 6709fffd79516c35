"""The declared measures, one small file each: the only place where a figure is defined (metrics.md 2)."""

"""Waiting times when some still wait; the curve is the kit's, for ideas wait too."""

from esn.kit.survival import Survival, kaplan_meier

__all__ = ["Survival", "kaplan_meier"]

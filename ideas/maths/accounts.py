"""Who paid what: the account of an outcome, and the proof that nobody was charged unfairly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ideas.maths.elections import Election
from ideas.maths.equal_shares import Shares


@dataclass(frozen=True)
class Entry:
    """One round of equal shares as it is told on a page."""

    project: int
    cost: Fraction
    # The most that a supporter paid.
    price: Fraction
    paid_in_full: int
    paid_what_was_left: int
    had_nothing_left: int
    # Group of equal ballots → what each of its voters paid.
    payments: Mapping[int, Fraction]

    @property
    def payers(self) -> int:
        """How many voters shared in the cost."""
        return self.paid_in_full + self.paid_what_was_left


def account(shares: Shares) -> tuple[Entry, ...]:
    """Return the rounds with every payment, recomputed in fractions from the prices alone."""
    election = shares.election
    held = [shares.share] * len(election.groups)
    entries = []
    for purchase in shares.rounds:
        groups = election.supporters[purchase.project].tolist()
        paid = {g: min(held[g], purchase.price) for g in groups}
        for g, amount in paid.items():
            held[g] -= amount
        cost = election.projects[purchase.project].cost
        entries.append(
            Entry(purchase.project, cost, purchase.price, *_heads(election, paid, purchase.price), paid)
        )
    return tuple(entries)


def _heads(election: Election, paid: Mapping[int, Fraction], price: Fraction) -> tuple[int, int, int]:
    """Return how many voters paid the price, paid the rest of their money, and had none."""
    full = rest = nothing = 0
    for g, amount in paid.items():
        weight = int(election.weights[g])
        if amount == price:
            full += weight
        elif amount:
            rest += weight
        else:
            nothing += weight
    return full, rest, nothing


@dataclass(frozen=True)
class Prices:
    """A price system (Peters & Skowron 2020): what each voter was given, and what each paid for each project."""

    share: Fraction
    # Project → group of equal ballots → what each of its voters paid.
    payments: Mapping[int, Mapping[int, Fraction]]


def price_system(shares: Shares) -> Prices:
    """Return the prices that an outcome of equal shares rests on."""
    return Prices(shares.share, {entry.project: entry.payments for entry in account(shares)})


def breaches(election: Election, winners: Iterable[int], prices: Prices) -> list[str]:
    """Return what is wrong with a price system, one sentence per breach; empty proves that the winners are priceable.

    Voters pay only for what they approve and no more than they have, each winner is paid for exactly, nothing else is,
    and no loser's supporters have more than its cost left.
    """
    chosen = sorted(winners)
    return [
        *_wrong_payments(election, chosen, prices),
        *_wrong_sums(election, chosen, prices),
        *_wrong_leftovers(election, chosen, prices),
    ]


def _wrong_payments(election: Election, chosen: Sequence[int], prices: Prices) -> list[str]:
    found = []
    for project, paid in prices.payments.items():
        key = election.projects[project].key
        if project not in chosen and any(paid.values()):
            found.append(f"{key} is paid for but was not chosen")
        strangers = [g for g, amount in paid.items() if amount and project not in election.groups[g]]
        if strangers:
            found.append(f"{key} is paid for by voters who do not approve it")
        if any(amount < 0 for amount in paid.values()):
            found.append(f"{key} pays voters")
    return found


def _wrong_sums(election: Election, chosen: Sequence[int], prices: Prices) -> list[str]:
    found = []
    for project in chosen:
        paid = prices.payments.get(project, {})
        total = sum((amount * int(election.weights[g]) for g, amount in paid.items()), Fraction(0))
        cost = election.projects[project].cost
        if total != cost:
            found.append(f"{election.projects[project].key} costs {cost} and {total} is paid")
    return found


def _wrong_leftovers(election: Election, chosen: Sequence[int], prices: Prices) -> list[str]:
    left = [prices.share] * len(election.groups)
    for paid in prices.payments.values():
        for g, amount in paid.items():
            left[g] -= amount
    found = [f"group {g} pays more than it has" for g, amount in enumerate(left) if amount < 0]
    for p, project in enumerate(election.projects):
        groups = election.supporters[p].tolist()
        rest = sum((left[g] * int(election.weights[g]) for g in groups), Fraction(0))
        if p not in chosen and groups and rest > project.cost:
            found.append(f"the supporters of {project.key} have {rest} left, more than its cost")
    return found

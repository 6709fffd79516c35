"""Small elections of our own, and a slow count in fractions that the fast one is held against."""

from fractions import Fraction

from ideas.maths.elections import Election

RUNNING = Election.of(
    dict.fromkeys("abcdefg", 1),
    [*["ab"] * 3, *["ac"] * 3, *["ad"] * 2, "bcf", "e", "f", "g"],
    4,
    # b and c are alike; with this lot b comes first.
    lot="1",
)
COLOURS = Election.of(
    {f"{colour}{n}": 1 for colour in "rb" for n in range(10)},
    [[f"r{n}" for n in range(10)]] * 51 + [[f"b{n}" for n in range(10)]] * 49,
    10,
)
APPENDIX = Election.of(
    {"0": "1", "1": "0.9", "2": "2", "3": "1.09"}, [["0"], ["1", "2", "3"], ["1", "2", "3"], ["2"]], 4
)


def slow_equal_shares(election: Election, *, by_cost: bool, share: Fraction) -> list[tuple[int, Fraction]]:
    """Follow the definition word by word, one voter at a time."""
    voters = [set(g) for g, w in zip(election.groups, election.weights, strict=True) for _ in range(w)]
    money = [share] * len(voters)
    waiting = {p for p, votes in enumerate(election.votes) if votes}
    bought: list[tuple[int, Fraction]] = []
    while True:
        offers = []
        for p in waiting:
            cost = election.projects[p].cost
            price = slow_price(cost, sorted(m for m, v in zip(money, voters, strict=True) if p in v))
            if price is not None:
                per_unit = price if not by_cost else price / cost if cost else Fraction(0)
                offers.append((per_unit, election.precedence[p], p, price))
        if not offers:
            return bought
        _unit, _rank, p, price = min(offers)
        money = [m - min(m, price) if p in v else m for m, v in zip(money, voters, strict=True)]
        waiting.remove(p)
        bought.append((p, price))


def slow_price(cost: Fraction, money: list[Fraction]) -> Fraction | None:
    """Return the smallest ρ with Σ min(money, ρ) = cost."""
    if sum(money) < cost:
        return None
    for paid, amount in enumerate(money):
        price = (cost - sum(money[:paid])) / (len(money) - paid)
        if price <= amount:
            return price
    return Fraction(0)


def slow_phragmen(election: Election) -> list[tuple[int, Fraction]]:
    """Follow the definition word by word: the lowest load next, until the budget does not hold it."""
    load = [Fraction(0)] * len(election.groups)
    waiting, left = {p for p, votes in enumerate(election.votes) if votes}, election.budget
    bought: list[tuple[int, Fraction]] = []
    while waiting:
        offers = []
        for p in waiting:
            carried = sum(load[g] * int(election.weights[g]) for g in election.supporters[p])
            price = election.projects[p].cost + carried
            offers.append((price / election.votes[p], election.precedence[p], p))
        reached, _rank, p = min(offers)
        if election.projects[p].cost > left:
            break
        left -= election.projects[p].cost
        waiting.remove(p)
        for g in election.supporters[p]:
            load[g] = reached
        bought.append((p, reached))
    return bought

"""The exact mathematics of ideas: plain values in, frozen records out. No Django, no tables, no viewers.

Everything is one import away: `from ideas.maths import schulze`. Money is whole numbers or fractions, never floats.

- lists: `appeal` (A2), `lists` (A1, A3, fairness), `rates` (A4, A5), `hot` (A6), `breadth` (A9),
  `board_simulation` (the table of A3, `python -m ideas.maths.board_simulation`)
- comparisons: `pairwise` (Bradley–Terry, A7), `pairing` (which pair next)
- ballots: `ballots` (points, quadratic, approval, lemons), `schulze` (rankings)
- money: `elections` → `equal_shares` (over `purses`) → `completion` (Add1) · `greedy` · `phragmen` · `counting` (one door);
  `accounts` (who paid what, price systems), `representation` (who gets something, one ballot less)
- files: `pabulib` (reading), `pabulib_writing`, `pabulib_cells`
- people: `opinions` (A8), `scorecards`, `agreement` (A10), `forecasts` (A11), `flags` (A12), `likeness` (A13)
- afterwards: `outcomes` (difference in differences), `waiting` (times with some still open)
- proof: `canonical`, `bundles` (signed), `recounting` (every published figure)
"""

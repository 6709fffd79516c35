"""The exact mathematics of the adoption dashboard: arrays in, plain frozen records out.

No Django, no database, no sentences. Everything is one import away: `from analytics.maths import silos`.

- `intervals`: `wilson`, `wilson_bounds` (arrays), `clopper_pearson`, `bootstrap` (seeded, over people)
- `trends`: `theil_sen`, `mann_kendall` (Hamed-Rao), `break_points` (PELT)
- `concentration`: `gini`, `gini_interval`, `top_share`, `participation` (M-12); the share measures of D2
- `weeks`: which ISO weeks are whole enough to be compared
- `retention`: `cohort_retention` (M-13) · `survival`: `kaplan_meier` · `discovery`: `benjamini_hochberg`
- `network`: `ties_from_edges` (M-20), `key_player_index` (M-27), intervals of both and of E-I
- `openness`: M-23 for the company and each department · `exchange`: `department_matrix` (M-24), `modularity`
- `withering` (D1): `look`, `replay`; critical evidence in `stalwarts`, the fall's causes in `decomposition`
- `silos` (D2): `look`, `confirmed_looks`, `damped_interest` · `levels`: calm < watch < alert < critical
- `simulation`: the acceptance tables of D1 and D2, `python -m analytics.maths.simulation`

People and departments are row numbers 0..n-1; department -1 means "none on record". A dropped week is NaN.
A figure that is not defined (a share of nobody) is NaN, never 0. Randomness comes from the given generator.
"""

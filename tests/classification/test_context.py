from __future__ import annotations

import numpy as np

from pipeline.classification.context import neighbourhood


def test_neighbours_lead_in_and_mean() -> None:
    given = np.eye(5)[[0, 1, 2]]
    rows = neighbourhood(given, [False, True, True]).reshape(3, 6, 5)
    assert rows[0, 1].sum() == 0  # nothing before the first
    assert rows[1, 1].tolist() == given[0].tolist()
    assert rows[1, 2].tolist() == given[2].tolist()
    assert rows[2, 3].tolist() == given[0].tolist()  # both items see the lead-in
    assert rows[1, 4].tolist() == given[2].tolist()  # and the other item
    np.testing.assert_allclose(rows[:, 5], np.tile(given.mean(axis=0), (3, 1)))


def test_logarithms_stay_in_bounds() -> None:
    assert np.isfinite(neighbourhood(np.eye(5)[[0]], [False])).all()

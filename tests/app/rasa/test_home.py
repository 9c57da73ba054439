"""What a Rasa process is given of this machine."""

import subprocess
from pathlib import Path

import pytest

from app.rasa.home import RasaHome
from language.processor import has_avx2
from tests.bot.rasa_python import ROOT, rasa_python

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

INVERT = """
import numpy as np
from scipy.linalg import cho_factor
from scipy.linalg.lapack import spotri
factor, _ = cho_factor(2 * np.eye(2273, dtype="f4"), lower=True)
inverse, failed = spotri(factor, lower=1)
print(failed, round(float(inverse[2272, 2272]), 3))
"""


@pytest.mark.skipif(not has_avx2(), reason="an older processor, which the library knows")
def test_on_processors_newer_than_its_library_it_still_inverts(tmp_path: Path) -> None:
    home = RasaHome(rasa_python(), ROOT, tmp_path)
    done = subprocess.run(
        [home.python, "-c", INVERT],
        env=home.environment({}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["0", "0.5"], done.returncode

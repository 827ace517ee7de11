"""Trains the small network over the scores of a sentence in its surroundings: one hidden layer, Adam, numpy alone."""

from collections.abc import Mapping, Sequence

import numpy as np

from alongside.core.signals.model import Context

HIDDEN, EPOCHS, BATCH, RATE, DROPPED, DECAY = 96, 8, 512, 2e-3, 0.2, 0.01


def train(inputs: np.ndarray, truth: np.ndarray, judged: np.ndarray, seed: int) -> dict[str, np.ndarray]:
    """The parts of a Context from inputs (sentences, inputs), and truth and weights of judgement (sentences, kinds)."""
    random = np.random.default_rng(seed)
    size = (inputs.shape[1], HIDDEN, truth.shape[1])
    held = {
        "inner": random.normal(0, (2 / size[0]) ** 0.5, size[:2]),
        "inner_bias": np.zeros(size[1]),
        "outer": random.normal(0, (1 / size[1]) ** 0.5, size[1:]),
        "outer_bias": np.zeros(size[2]),
        "straight": np.full(size[2], 1.5),
    }
    held = {name: part.astype(np.float32) for name, part in held.items()}
    moments = {name: (np.zeros_like(part), np.zeros_like(part)) for name, part in held.items()}
    step = 0
    for epoch in range(EPOCHS):
        order = random.permutation(len(inputs))
        for rows in np.array_split(order, len(order) // BATCH):
            step += 1
            slopes = gradients(Context(**held), inputs[rows], truth[rows], judged[rows], random)
            for name, slope in slopes.items():
                first, second = moments[name]
                first += 0.1 * (slope - first)
                second += 0.001 * (slope**2 - second)
                pace = RATE * (1 - epoch / EPOCHS) / (1 - 0.9**step) * (1 - 0.999**step) ** 0.5
                held[name] -= pace * first / (np.sqrt(second) + 1e-8) + RATE * DECAY * held[name]
    return held


def gradients(
    context: Context, inputs: np.ndarray, truth: np.ndarray, judged: np.ndarray, random: np.random.Generator
) -> dict[str, np.ndarray]:
    """The slopes of the logistic loss of one batch, a fifth of the hidden units left out."""
    kinds = truth.shape[1]
    raw = inputs @ context.inner + context.inner_bias
    kept = (random.random(raw.shape) > DROPPED).astype(np.float32) / (1 - DROPPED)
    hidden = np.maximum(raw, 0) * kept
    said = inputs[:, :kinds] * context.straight + hidden @ context.outer + context.outer_bias
    error = (1 / (1 + np.exp(-np.clip(said, -30, 30))) - truth) * judged / len(inputs)
    back = (error @ context.outer.T) * kept * (raw > 0)
    return {
        "inner": inputs.T @ back,
        "inner_bias": back.sum(0),
        "outer": hidden.T @ error,
        "outer_bias": error.sum(0),
        "straight": (error * inputs[:, :kinds]).sum(0),
    }


def joined(networks: Sequence[Mapping[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """One network that says the mean of what these say: their hidden units side by side."""
    share = np.float32(1 / len(networks))
    return {
        "inner": np.hstack([one["inner"] for one in networks]),
        "inner_bias": np.hstack([one["inner_bias"] for one in networks]),
        "outer": np.vstack([one["outer"] for one in networks]) * share,
        "outer_bias": sum(one["outer_bias"] for one in networks) * share,
        "straight": sum(one["straight"] for one in networks) * share,
    }

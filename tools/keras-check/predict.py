"""What Keras makes of exported models: for each NAME.keras in a folder, NAME.output.f32 from NAME.input.f32.

Both are raw float32; the shape of the images is the model's own.
"""
import pathlib
import sys

import keras
import numpy

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.keras")):
    model = keras.saving.load_model(path)
    images = numpy.fromfile(path.with_suffix(".input.f32"), "<f4").reshape((-1, *model.input_shape[1:]))
    model.predict(images, verbose=0).astype("<f4").tofile(path.with_suffix(".output.f32"))

import type { AugmentationName } from '@tenbin/contracts';
import type { Augmentation } from './augmentation.ts';
import { brightness, contrast, saturation } from './colours.ts';
import { cutout } from './cutout.ts';
import { flip } from './flip.ts';
import { mixup } from './mixup.ts';
import { noise } from './noise.ts';
import { perspective } from './perspective.ts';
import { rotate } from './rotate.ts';
import { shear } from './shear.ts';
import { shift } from './shift.ts';
import { zoom } from './zoom.ts';

/** Every augmentation. An image goes through them in the order of their names in contracts; mixup comes last. */
export const augmentations = {
  flip,
  shift,
  rotate,
  zoom,
  shear,
  perspective,
  brightness,
  contrast,
  saturation,
  cutout,
  mixup,
  noise,
} satisfies Record<AugmentationName, Augmentation>;

import type { PictureFacts } from '../../ui/pictures.tsx';

/** An image and what augmentation makes of it. */
export interface AugmentationRow {
  original: PictureFacts;
  augmented: PictureFacts[];
}

/** The sheet by image, in its order: the first picture of a file is the image as it is. */
export function augmentationRows(pictures: readonly PictureFacts[]): AugmentationRow[] {
  return [...Map.groupBy(pictures, ({ file }) => file).values()].flatMap((own) => {
    const original = own.find(({ caption }) => caption === '') ?? own[0];
    return original ? [{ original, augmented: own.filter((each) => each !== original) }] : [];
  });
}

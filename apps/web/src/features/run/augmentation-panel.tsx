import { Panel } from '../../ui/card.tsx';
import { Picture } from '../../ui/pictures.tsx';
import type { PictureFacts } from '../../ui/pictures.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { augmentationRows } from './augmentation-rows.ts';

/** Training images beside what augmentation makes of them; nothing when the run does not augment. */
export function AugmentationPanel({ pictures }: { pictures: readonly PictureFacts[] }) {
  const rows = augmentationRows(pictures);
  if (rows.length === 0) return null;
  return (
    <Panel
      title="Augmentation"
      note="the image as it is at the left, what training saw of it at the right"
      className="col-span-12 max-lg:col-span-6 max-md:col-span-1"
    >
      <ScrollRegion label="Augmented images, scrolls sideways">
        <ul className="grid w-max grid-cols-2 gap-x-10 gap-y-3 max-lg:grid-cols-1">
          {rows.map(({ original, augmented }) => (
            <li key={original.file} className="flex gap-1.5">
              <Picture picture={original} className="w-16">
                {original.label}
              </Picture>
              <span className="mx-1.5 w-px shrink-0 bg-line-2" aria-hidden />
              {augmented.map((picture, place) => (
                // oxlint-disable-next-line react/no-array-index-key -- pictures of one file differ by their place
                <Picture key={place} picture={picture} className="w-16">
                  {picture.caption}
                </Picture>
              ))}
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </Panel>
  );
}

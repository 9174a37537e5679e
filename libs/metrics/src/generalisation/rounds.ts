const most = 1_000;
/** With these the ends of an interval are within a tenth of its width or so: narrow as it is with so many images. */
const fewest = 200;
/** Images drawn in all: about a tenth of a second. */
const drawsAtMost = 4_000_000;

/** How often a bootstrap over that many images draws, so that it holds a training process up for no more than a moment. */
export function roundsFor(images: number): number {
  return Math.min(most, Math.max(fewest, Math.floor(drawsAtMost / Math.max(1, images))));
}

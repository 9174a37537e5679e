'use client';

import type { LoggedImage, RunDetail } from '@tenbin/contracts';
import { useState } from 'react';
import { count, counted } from '../../../format/number.ts';
import { Panel } from '../../../ui/card.tsx';

/** The pictures that a program logged, by key; a slider goes through the steps. Nothing when there are none. */
export function ImagesPanel({ run: { images } }: { run: RunDetail }) {
  if (images.length === 0) return null;
  const byKey = Map.groupBy(images, ({ key }) => key);
  return (
    <Panel
      title="Images"
      note={counted(images.length, 'picture')}
      className="col-span-12 max-lg:col-span-6 max-md:col-span-1"
    >
      <div className="space-y-5">
        {[...byKey].map(([key, own]) => (
          <Gallery key={key} name={key} images={own} />
        ))}
      </div>
    </Panel>
  );
}

function Gallery({ name, images }: { name: string; images: LoggedImage[] }) {
  const steps = [...new Set(images.map(({ step }) => step))].toSorted((a, b) => a - b);
  // The newest, until somebody looks at another one.
  const [chosen, choose] = useState<number | null>(null);
  const step = chosen ?? steps.at(-1) ?? 0;
  return (
    <section aria-label={name}>
      <header className="mb-2 flex flex-wrap items-center gap-3">
        <h3 className="font-name text-small">{name}</h3>
        {steps.length > 1 && (
          <label className="flex items-center gap-2 text-small text-text-3">
            step {count(step)}
            <input
              type="range"
              className="w-40 accent-accent"
              min={0}
              max={steps.length - 1}
              value={steps.indexOf(step)}
              onChange={({ target }) => choose(steps[Number(target.value)] ?? null)}
            />
          </label>
        )}
      </header>
      <ul className="flex flex-wrap gap-3">
        {images
          .filter((image) => image.step === step)
          .map((image) => (
            <li key={image.index} className="max-w-full">
              <LoggedPicture image={image} name={name} />
            </li>
          ))}
      </ul>
    </section>
  );
}

/** Small pictures are shown larger, without smoothing: their pixels are what there is to see. */
function LoggedPicture({ image, name }: { image: LoggedImage; name: string }) {
  const { blob, caption, width, height } = image;
  const scale = Math.max(1, Math.floor(160 / Math.max(width, height)));
  return (
    <figure>
      {/* oxlint-disable-next-line nextjs/no-img-element -- the picture has its final size and never changes */}
      <img
        src={`/api/blobs/${blob}`}
        alt={caption === '' ? `${name} at step ${image.step}` : caption}
        width={width * scale}
        height={height * scale}
        loading="lazy"
        className="max-w-full rounded-cell bg-sunken [image-rendering:pixelated]"
      />
      {caption !== '' && (
        <figcaption className="mt-0.5 text-micro text-text-3 [overflow-wrap:anywhere]">{caption}</figcaption>
      )}
    </figure>
  );
}

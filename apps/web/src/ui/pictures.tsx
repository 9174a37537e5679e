import type { PictureSheet } from '@tenbin/contracts';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export type PictureFacts = PictureSheet['pictures'][number];

/** A small picture, and what is said below it. */
export function Picture({
  picture: { image, label, file, caption },
  className,
  children,
}: {
  picture: PictureFacts;
  className?: string;
  children?: ReactNode;
}) {
  const what = caption === '' ? `${label}, ${file}` : `${label}, ${file}: ${caption}`;
  return (
    <figure className={clsx('min-w-0 shrink-0', className)} title={what}>
      {/* oxlint-disable-next-line nextjs/no-img-element -- the picture is in its address already */}
      <img src={image} alt={what} className="aspect-square w-full rounded-cell bg-sunken object-contain" />
      {children !== undefined && (
        <figcaption className="mt-0.5 text-micro text-pretty text-text-3 [overflow-wrap:anywhere]">
          {children}
        </figcaption>
      )}
    </figure>
  );
}

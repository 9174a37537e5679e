import { counted } from '../../format/number.ts';
import { Panel } from '../../ui/card.tsx';
import { Picture } from '../../ui/pictures.tsx';
import type { PictureFacts } from '../../ui/pictures.tsx';

/** Images whose label the trained network doubts most; nothing when there are none. */
export function SuspectsPanel({ pictures }: { pictures: readonly PictureFacts[] }) {
  if (pictures.length === 0) return null;
  return (
    <Panel
      title="Likely wrong labels"
      note={`${counted(pictures.length, 'image')}, the most doubtful first; the given label is in bold`}
      className="col-span-12 max-lg:col-span-6 max-md:col-span-1"
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(88px,1fr))] gap-3">
        {pictures.map((picture) => (
          <li key={picture.file}>
            <Picture picture={picture}>
              <b className="block text-small font-name text-text">{picture.label}</b>
              {picture.caption}
            </Picture>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

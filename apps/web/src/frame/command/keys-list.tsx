import { Dialog } from '../../ui/dialog.tsx';
import { places } from '../nav.ts';

const others: [keys: string[], what: string][] = [
  [['⌘', 'K'], 'Go to any page, run or sweep'],
  [['/'], 'Filter the runs'],
  [['P'], 'Pause or resume the run or sweep of the page'],
  [['['], 'Fold or unfold the rail'],
  [['?'], 'This list'],
];

/** Every key that does something. */
export function KeysList({ onClose }: { onClose: () => void }) {
  const all: [string[], string][] = [
    ...places.map(({ key, name }): [string[], string] => [['G', key.toUpperCase()], `Go to ${name}`]),
    ...others,
  ];
  return (
    <Dialog title="Keys" onClose={onClose}>
      <div className="p-5">
        <h2 className="mb-3 font-name">Keys</h2>
        <dl className="grid grid-cols-[1fr_auto] gap-x-8 gap-y-2">
          {all.map(([keys, what]) => (
            <div key={what} className="contents">
              <dt className="text-text-2">{what}</dt>
              <dd className="flex items-start justify-end gap-1">
                {keys.map((key) => (
                  <kbd
                    key={key}
                    className="min-w-6 rounded-cell border border-line-2 bg-surface px-1.5 text-center font-sans text-small text-text-2"
                  >
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}

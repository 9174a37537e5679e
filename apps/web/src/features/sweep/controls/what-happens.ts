import type { SweepRow } from '@tenbin/contracts';
import { counted } from '../../../format/number.ts';

/** "3 running trials end after their epoch, their best weights are kept; 12 are not begun." */
export function whatStops({ counts: { running, paused, queued } }: SweepRow): string {
  const parts = [
    ...(running > 0
      ? [
          `${counted(running, 'running trial')} ${running === 1 ? 'ends after its' : 'end after their'} epoch, ${running === 1 ? 'its' : 'their'} best weights are kept`,
        ]
      : []),
    ...(paused > 0
      ? [`${counted(paused, 'paused trial')} ${paused === 1 ? 'ends where it is' : 'end where they are'}`]
      : []),
    ...(queued > 0 ? [`${counted(queued, 'trial')} ${queued === 1 ? 'is' : 'are'} not begun`] : []),
  ];
  return `${parts.join('; ')}.`;
}

/** "animals and its 12 runs are deleted, with curves, verdicts and weights. This cannot be undone." */
export function whatGoes({ name, total, counts: { queued, running } }: SweepRow): string {
  const runs = total - queued;
  const what = runs === 0 ? 'is deleted; it has no run yet' : `and its ${counted(runs, 'run')} are deleted`;
  const along = runs === 0 ? '' : ', with curves, verdicts and weights';
  const ended =
    running === 0 ? '' : ` ${counted(running, 'running trial')} ${running === 1 ? 'ends' : 'end'}.`;
  return `${name} ${what}${along}.${ended} This cannot be undone.`;
}

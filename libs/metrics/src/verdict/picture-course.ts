import { endOf, reach } from './track.ts';

/** How the losses of the validation pictures changed from the turn to the end, each compared with itself. */
export interface PictureRise {
  pictures: number;
  /** Mean change of a picture's loss: the rise of the smoothed val_loss itself. */
  mean: number;
  /** Standard error of that mean over pictures like these. */
  error: number;
  /** Share of the pictures whose loss rose. */
  risen: number;
}

/** The loss of each validation picture at each validated epoch. */
export interface PictureCourse {
  /** null when they are not known; from then on nothing is. */
  push(losses: ArrayLike<number> | null): void;
  /** From the moving mean around place `turn` to the end, as a track smooths them. */
  rise(turn: number): PictureRise | null;
}

export function createPictureCourse(): PictureCourse {
  const epochs: ArrayLike<number>[] = [];
  let complete = true;
  return {
    push(losses) {
      if (losses === null || losses.length === 0 || losses.length !== (epochs[0] ?? losses).length) {
        complete = false;
        epochs.length = 0;
      }
      if (complete && losses !== null) epochs.push(losses);
    },
    rise(turn) {
      const last = epochs.length - 1;
      if (last < 1 || turn >= last) return null;
      const span = Math.min(reach, turn, last - turn);
      const around = epochs.slice(turn - span, turn + span + 1);
      return riseOver(around, epochs.slice(-3));
    },
  };
}

function riseOver(around: readonly ArrayLike<number>[], end: readonly ArrayLike<number>[]): PictureRise {
  const pictures = around[0]?.length ?? 0;
  let [sum, squares, risen] = [0, 0, 0];
  for (let picture = 0; picture < pictures; picture += 1) {
    let before = 0;
    for (const losses of around) before += losses[picture] ?? NaN;
    const change = endOf(end.map((losses) => losses[picture] ?? NaN)) - before / around.length;
    sum += change;
    squares += change * change;
    if (change > 0) risen += 1;
  }
  const mean = sum / pictures;
  const variance = Math.max(0, squares - pictures * mean * mean) / Math.max(1, pictures - 1);
  return { pictures, mean, error: Math.sqrt(variance / pictures), risen: risen / pictures };
}

/** A rise of val_loss that came back: from its low over its peak to the epoch at which it was below that low again. */
export interface Wave {
  lowEpoch: number;
  peakEpoch: number;
  backEpoch: number;
}

export interface Waves {
  /**
   * @param value smoothed val_loss of that epoch
   * @param jitter asked only when a rise is over
   */
  push(epoch: number, value: number, jitter: () => number): void;
  last(): Wave | null;
}

/** A rise that is worth telling: this share of the low, and this many standard deviations of the jitter. */
const leastRise = { share: 0.05, jitters: 3 };

export function createWaves(): Waves {
  let low = { epoch: NaN, value: Infinity };
  let peak = { epoch: NaN, value: -Infinity };
  let last: Wave | null = null;
  return {
    push(epoch, value, jitter) {
      if (value < low.value) {
        const rise = peak.value - low.value;
        if (rise > leastRise.share * low.value && rise > leastRise.jitters * jitter()) {
          last = { lowEpoch: low.epoch, peakEpoch: peak.epoch, backEpoch: epoch };
        }
        low = { epoch, value };
        peak = { epoch, value: -Infinity };
      } else if (value > peak.value) {
        peak = { epoch, value };
      }
    },
    last: () => last,
  };
}

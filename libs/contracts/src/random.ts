/** Seeds are 0 to this. */
export const maxSeed = 2 ** 31 - 1;

/** A stream of numbers that its seed and name decide. */
export interface RandomStream {
  /** The next number, evenly spread over [0, 1). */
  next(): number;
  /** The next whole number, evenly spread over 0 … `bound` − 1. */
  below(bound: number): number;
}

/**
 * The random stream `name` of `seed`. Streams of different names are independent, so a new use of chance gets a name
 * of its own and changes no result that others gave. A name may hold a counter (`shuffle/3`): such a stream needs no
 * state in a checkpoint.
 * Generator: sfc32 of PractRand (Chris Doty-Humphrey), 2¹²⁸ states.
 */
export function randomStream(seed: number, name: string): RandomStream {
  let [a, b, c, counter] = mix(seed, name);
  const next32 = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // sfc32 asks for these rounds so that seeds that differ in one bit part ways.
  for (let round = 0; round < 15; round += 1) next32();
  const next = () => next32() / 2 ** 32;
  return { next, below: (bound) => Math.floor(next() * bound) };
}

/** A seed for a foreign generator, 1 … 2³¹ − 1 (some take 0 for "none"), by the same rule: one use, one name. */
export function seedFor(seed: number, name: string): number {
  return 1 + randomStream(seed, name).below(2 ** 31 - 1);
}

/** `items` in random order, as a new array. */
export function shuffled<Item>(items: Iterable<Item>, random: RandomStream): Item[] {
  return Array.from(items, (item) => ({ item, place: random.next() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ item }) => item);
}

/** FNV-1a over the text of seed and name, once for each of four starting values. */
function mix(seed: number, name: string): [number, number, number, number] {
  const text = `${seed}/${name}`;
  const hash = (start: number) => {
    let value = 0x811c9dc5 ^ start;
    for (let at = 0; at < text.length; at += 1) {
      value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
      value ^= value >>> 15;
    }
    return value | 0;
  };
  return [hash(0), hash(0x9e3779b9), hash(0x7f4a7c15), 1];
}

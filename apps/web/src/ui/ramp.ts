/** A filled cell: its colour, and the ink that can be read on it. */
export interface Fill {
  background: string;
  color: string;
}

/** The colour `share` (0–1) of the way from one colour to another, with black or white ink, whichever contrasts more. */
export function fill(from: string, to: string, share: number): Fill {
  const background = mix(from, to, Math.min(1, Math.max(0, share)));
  const light = luminance(background);
  return { background, color: (light + 0.05) / 0.05 > 1.05 / (light + 0.05) ? '#000000' : '#ffffff' };
}

/** `color` (#rrggbb) at an opacity of 0–1. */
export function withAlpha(color: string, opacity: number): string {
  return `rgba(${channels(color).join(',')},${opacity})`;
}

function mix(from: string, to: string, share: number): string {
  const end = channels(to);
  const mixed = channels(from).map((start, index) => Math.round(start + ((end[index] ?? 0) - start) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

/** Relative luminance of WCAG 2. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

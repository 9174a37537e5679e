/** Whether a datum is a point: ours always are, Chart.js cannot know. */
export function isPoint(value: unknown): value is { x: number; y: number } {
  return typeof value === 'object' && value !== null && 'x' in value && 'y' in value;
}

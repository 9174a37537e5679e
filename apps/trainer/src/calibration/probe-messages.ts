import { z } from 'zod';

/** From a probe process: its engine is loaded and its graph has run once; then, how fast it was each time. */
export const probeAnswer = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('measured'), imagesPerSecond: z.number() }),
]);
export type ProbeAnswer = z.infer<typeof probeAnswer>;

/** To a probe process: train that long. */
export const probeRequest = z.strictObject({ milliseconds: z.number().positive() });
export type ProbeRequest = z.infer<typeof probeRequest>;

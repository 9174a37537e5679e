export { createModel, inputShapeOf, models } from './models.ts';
export type { ModelFactory, ModelRequest } from './models.ts';
export { SeededDropout } from './seeded-dropout.ts';

export { createModel, inputShapeOf, models } from './models.ts';
export type { ModelFactory, ModelRequest } from './model-factory.ts';
export { SeededDropout } from './seeded-dropout.ts';

export { describe } from './describing/describe.ts';
export type { Description } from './describing/describe.ts';
export { differentTrainings, networkToTrain, trainingOf } from './different-trainings.ts';
export type { ImagesToTrainOn, Training } from './different-trainings.ts';
export { initialWeights } from './initial-weights.ts';
export { models } from './models.ts';
export { imageSideFor, networkOf } from './network-of.ts';
export type { ModelFactory, ModelRequest } from './network/model-factory.ts';

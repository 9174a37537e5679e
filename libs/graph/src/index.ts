export type { Arithmetic } from './arithmetic.ts';
export { compile } from './compile.ts';
export type { CompileRequest, Program, Store } from './compile.ts';
export { feeds, fetches } from './names.ts';
export type { StepRules } from './rules.ts';
export { GraphSession } from './session.ts';
export type { Feed, GraphDoor, TensorValues } from './session.ts';

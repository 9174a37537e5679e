import { toJson } from '@tenbin/contracts';

/** What a run that people ended says about itself, as JSON text. */
export const canceled = JSON.stringify(
  toJson({
    code: 'interrupted',
    message: 'It was stopped before a worker took it.',
    hint: 'Resume it to train it after all.',
  }),
);

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A native addon is loaded once a process: workers that are threads would share it.
    pool: 'forks',
    // The deepest networks take a minute through the layers on a busy machine.
    testTimeout: 240_000,
    // oneDNN adds in another order on every number of threads: numbers are compared without it.
    env: { TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: '0' },
    reporters: ['default', ['json', { outputFile: '.results/vitest.json' }]],
  },
});

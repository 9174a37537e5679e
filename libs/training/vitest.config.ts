import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A native addon is loaded once a process: workers that are threads would share it.
    pool: 'forks',
    testTimeout: 60_000,
    env: { TF_CPP_MIN_LOG_LEVEL: '2' },
    reporters: ['default', ['json', { outputFile: '.results/vitest.json' }]],
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    env: { TF_CPP_MIN_LOG_LEVEL: '2' },
    reporters: ['default', ['json', { outputFile: '.results/vitest.json' }]],
  },
});

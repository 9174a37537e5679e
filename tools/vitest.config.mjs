import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{launcher,engine,datasets}/**/*.test.{mjs,ts}'],
    reporters: ['default', ['json', { outputFile: '.results/vitest.json' }]],
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{launcher,engine,datasets,docs,bench,clusters,soak}/**/*.test.{mjs,ts}'],
    reporters: ['default', ['json', { outputFile: '.results/vitest.json' }]],
  },
});

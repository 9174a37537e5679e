import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'test/server.ts',
    include: ['src/**/*.test.ts'],
    exclude: ['src/generated/**'],
    // Real servers start, die and recover here, beside whatever else this machine does.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    reporters: ['default', ['json', { outputFile: '.results/vitest.json' }]],
  },
});

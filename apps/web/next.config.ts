import type { NextConfig } from 'next';

const config: NextConfig = {
  transpilePackages: [
    '@tenbin/artifacts',
    '@tenbin/contracts',
    '@tenbin/db',
    '@tenbin/metrics',
    '@tenbin/models',
    '@tenbin/sweep',
  ],
  serverExternalPackages: ['pg', '@prisma/client', '@prisma/adapter-pg', 'pg-boss', '@aws-sdk/client-s3'],
  // `typecheck` is its own target, with the native compiler that Next cannot load.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  devIndicators: false,
};

export default config;

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEnv, repository } from './env.ts';

test('what is unset or empty has its default', () => {
  expect(readEnv({ DATABASE_URL: '', PORT: '' })).toMatchObject({
    home: join(repository, '.tenbin'),
    artifacts: join(repository, '.tenbin/artifacts'),
    databaseUrl: null,
    host: '127.0.0.1',
    port: null,
  });
});

test('a relative home lies in the repository, as the launcher has it', () => {
  expect(readEnv({ TENBIN_HOME: 'elsewhere' }).home).toBe(join(repository, 'elsewhere'));
});

test.for([{ PORT: 'http' }, { PORT: '0' }, { PORT: '65536' }, { PORT: '1.5' }])(
  '%o is refused by name',
  (env) => {
    expect(() => readEnv(env)).toThrow('PORT must be a whole number from 1 to 65535');
  },
);

test('an address to listen on is one of IP', () => {
  expect(readEnv({ TENBIN_HOST: '::' }).host).toBe('::');
  expect(() => readEnv({ TENBIN_HOST: 'example.org' })).toThrow('TENBIN_HOST must be an IP address');
});

test('a database that is no Postgres is refused without repeating its password', () => {
  expect(() => readEnv({ DATABASE_URL: 'mysql://me:secret@host/db' })).toThrow(
    /^the environment variable DATABASE_URL must begin with postgresql:\/\/$/,
  );
});

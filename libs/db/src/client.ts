import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { databaseFailure } from './connection-failure.ts';
import { PrismaClient } from './generated/client.ts';

/** Prisma over our connections. A server that is away or full is an `AppError`, wherever a query meets it. */
export function prismaClient(pool: pg.Pool, url: string) {
  return new PrismaClient({ adapter: new PrismaPg(pool) }).$extends({
    query: {
      async $allOperations({ args, query }) {
        try {
          const result: unknown = await query(args);
          return result;
        } catch (error) {
          throw databaseFailure(url, error);
        }
      },
    },
  });
}

export type Client = ReturnType<typeof prismaClient>;

/** What a transaction's work is given. */
export type Transaction = Parameters<Parameters<Client['$transaction']>[0]>[0];

/** Where rows can be read: the database, or one moment of it. */
export interface Readable {
  prisma: Pick<Transaction, '$queryRaw'>;
}

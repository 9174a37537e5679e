import { Prisma } from '../generated/client.ts';

/** Whether a column called `value` is a number that can be compared. */
export const finite = Prisma.sql`value <> 'NaN' and abs(value) < 'Infinity'`;

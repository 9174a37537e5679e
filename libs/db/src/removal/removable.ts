import { AppError } from '@tenbin/contracts';
import type { Transaction } from '../client.ts';

/** What can be deleted and brought back. */
export type Removable =
  { kind: 'run'; ids: number[] } | { kind: 'sweep'; id: number } | { kind: 'project'; name: string };

/** Days for which what was deleted can be brought back. */
export const undoDays = 30;

/** @throws AppError `not_found` */
export async function projectNamed(
  tx: Transaction,
  name: string,
): Promise<{ id: number; deletedAt: Date | null }> {
  const project = await tx.project.findUnique({ where: { name }, select: { id: true, deletedAt: true } });
  if (project) return project;
  throw noProject(name);
}

export function noProject(name: string): AppError {
  return new AppError({
    code: 'not_found',
    message: `There is no project "${name}".`,
    hint: 'The list of runs names the projects that exist.',
  });
}

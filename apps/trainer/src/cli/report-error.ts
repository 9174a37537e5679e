import { AppError, errorCodes } from '@tenbin/contracts';
import type { Output } from './output.ts';

/**
 * Tells people and machines what ended a command; the one place where an error becomes an exit status.
 * @returns the exit status: 0 fine, 1 the work failed, 2 bad input, 130 interrupted
 */
export function reportError(thrown: unknown, output: Output, verbose: boolean): number {
  const error = AppError.from(thrown);
  const { code, message, hint } = error;
  const { paint } = output;
  const mark = code === 'interrupted' ? '' : `${paint('red', '✖')} `;
  output.say(`${mark}${message}\n${hint.replaceAll(/^/gm, '  ')}`);
  if (verbose && code === 'internal') output.say(paint('dim', stackOf(thrown)));
  output.document({ error: { code, message, hint } });
  return errorCodes[code].exit;
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

import { z } from 'zod';
import { AppError } from '@tenbin/contracts';
import type { Env } from './env.ts';
import { flagOf } from './flag.ts';
import type { Output } from './output.ts';

/** What every command gets from the process that it runs in. */
export interface Context {
  env: Env;
  output: Output;
  /** Aborted by the first Ctrl-C or SIGTERM, or when the parent process is gone: stop in good order. */
  stop: AbortSignal;
  /** Aborted by the second one: end what you started at once. */
  kill: AbortSignal;
}

/** A command whose input is still as the shell gave it. */
export interface Command {
  name: string;
  summary: string;
  arguments: string[];
  input: z.ZodObject;
  run(raw: unknown, context: Context): Promise<void>;
}

interface Definition<Input extends z.ZodObject> {
  name: string;
  /** One line of the help. */
  summary: string;
  /** Keys of `input` that are given by place; the others are options, `--key`. */
  arguments: (keyof z.output<Input> & string)[];
  /** Every argument and option, each with its description. */
  input: Input;
  run(input: z.output<Input>, context: Context): Promise<void>;
}

/** Options of every kind of command that machines call. */
export const jsonOption = z.boolean().default(false).describe('print JSON on stdout, all else on stderr');

export function defineCommand<Input extends z.ZodObject>(definition: Definition<Input>): Command {
  return {
    ...definition,
    async run(raw, context) {
      const parsed = definition.input.safeParse(raw, { reportInput: true });
      if (!parsed.success) throw refused(definition, parsed.error.issues);
      await definition.run(parsed.data, context);
    },
  };
}

function refused(
  { name, arguments: places }: { name: string; arguments: string[] },
  issues: z.core.$ZodIssue[],
): AppError {
  return new AppError({
    code: 'bad_input',
    message: issues
      .map((issue) => {
        const key = issue.path.join('.');
        const rule = issue.message.replace(/^Invalid input: |^Too (small|big): /, '');
        return `${places.includes(key) ? key : `--${flagOf(key)}`}: ${rule}, got ${JSON.stringify(issue.input)}`;
      })
      .join('\n'),
    hint: `\`tenbin ${name} --help\` lists what it takes.`,
  });
}

import { Command as Program } from 'commander';
import { z } from 'zod';
import type { Command } from './command.ts';
import { flagOf } from './flag.ts';

/** What the reader of the command line hands on. */
export interface Call {
  command: Command;
  /** Arguments and options by name, as the shell gave them. */
  input: Record<string, unknown>;
}

const described = z.object({
  /** One that may stand alone or have a value has two types. */
  type: z.union([z.string().transform((only) => [only]), z.array(z.string())]).default([]),
  anyOf: z.array(z.object({ type: z.string().optional() })).default([]),
  description: z.string().optional(),
});

/**
 * The command-line reader of `commands`: names, options and help all come from the table.
 * It throws commander's `CommanderError` for a line that it cannot read, after having said what is wrong.
 */
export function createProgram(commands: Command[], call: (call: Call) => Promise<void>): Program {
  const program = new Program('tenbin')
    .description('Trains image classifiers, tracks every run, and says which ones overfit.')
    .option('--verbose', 'show the stack of an unexpected error')
    // An option after `sweep ls` is that of `sweep ls`, also where `sweep` has one of the same name.
    .enablePositionalOptions()
    .showHelpAfterError('Run `tenbin --help` to see what there is.')
    .exitOverride();
  for (const command of commands) {
    const reader = readerOf(program, command.name)
      .description(command.summary)
      .enablePositionalOptions()
      .exitOverride();
    const { properties = {} } = z.toJSONSchema(command.input, { io: 'input' });
    const options = Object.entries(properties).filter(([key]) => !command.arguments.includes(key));
    for (const name of command.arguments) {
      const { type, description = '' } = described.parse(properties[name]);
      reader.argument(type.includes('array') ? `[${name}...]` : `<${name}>`, description);
    }
    for (const [key, schema] of options) {
      const { description = '' } = described.parse(schema);
      reader.option(`--${flagOf(key)}${placeOf(key, schema)}`, description);
    }
    reader.action(async (...given: unknown[]) => {
      const values = command.arguments.map((name, index): [string, unknown] => [name, given[index]]);
      await call({ command, input: { ...reader.opts(), ...Object.fromEntries(values) } });
    });
  }
  return program;
}

/** Where an option's value stands; nothing for one that has none. */
function placeOf(key: string, schema: unknown): string {
  const { type, anyOf } = described.parse(schema);
  const types = [...type, ...anyOf.flatMap((each) => each.type ?? [])];
  if (!types.includes('boolean')) return ` <${key.slice(0, 1)}>`;
  return types.length === 1 ? '' : ` [${key.slice(0, 1)}]`;
}

/** The reader of a new command; one of two words, as in `data check`, goes below that of the first. */
function readerOf(program: Program, name: string): Program {
  const [group = name, own] = name.split(' ');
  if (own === undefined) return program.command(group);
  const parent = program.commands.find((other) => other.name() === group) ?? program.command(group);
  const reader = parent.command(own);
  const isOnlyGroup = parent.registeredArguments.length === 0 && parent.options.length === 0;
  const names = parent.commands.map((other) => other.name()).join(', ');
  if (isOnlyGroup) parent.description(`commands: ${names}`).exitOverride();
  return reader;
}

import type { Advice } from '@tenbin/contracts';
import type { Step } from './report-document.ts';
import { settingWords } from './cure-section.ts';

/** What to do, with why, what it should bring, and what it sets. */
export function adviceSteps(advice: Advice[]): Step[] {
  return advice.map(({ change, because, estimate, patch }) => ({
    title: change,
    lines: [
      ...because,
      ...(estimate === null ? [] : [estimate]),
      ...(patch === null ? [] : [`Sets ${settingWords(patch)}.`]),
    ],
  }));
}

/** The command that launches the follow-up of a run. */
export function cureCommand(runId: number): string {
  return `npx tenbin overfit cure ${runId}`;
}

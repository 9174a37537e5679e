import type { SweepSpec } from '@tenbin/contracts';
import { useCallback, useState } from 'react';
import { draftOf } from './draft-of.ts';
import { draftYaml } from './draft-yaml.ts';
import { firstDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { readYaml } from './read-yaml.ts';
import type { Reading } from './read-yaml.ts';

export interface SweepDraft {
  draft: Draft;
  /** The sweep file: what is launched. */
  text: string;
  reading: Reading;
  /** The last sweep that could be read: what is weighed. */
  weighed: SweepSpec | null;
  /** Whether the form is older than the text, which cannot be read. */
  behind: boolean;
  change: (draft: Draft) => void;
  write: (text: string) => void;
}

/** A sweep file and the form that says the same: a change of one is a change of the other. */
export function useSweepDraft(): SweepDraft {
  const [state, setState] = useState(firstState);
  const change = useCallback((draft: Draft) => {
    const text = draftYaml(draft);
    const reading = readYaml(text);
    setState((old) => ({ draft, text, reading, weighed: weighable(reading) ?? old.weighed, behind: false }));
  }, []);
  const write = useCallback((text: string) => {
    const reading = readYaml(text);
    const { spec } = reading;
    setState((old) => ({
      draft: spec ? draftOf(spec, old.draft) : old.draft,
      text,
      reading,
      weighed: weighable(reading) ?? old.weighed,
      behind: spec === null,
    }));
  }, []);
  return { ...state, change, write };
}

function firstState() {
  const text = draftYaml(firstDraft);
  const reading = readYaml(text);
  return { draft: firstDraft, text, reading, weighed: weighable(reading), behind: false };
}

/** The sweep, when its trials can be counted: one of millions, or of conditions in a circle, is not gone through. */
function weighable({ spec, total }: Reading): SweepSpec | null {
  return total === null ? null : spec;
}

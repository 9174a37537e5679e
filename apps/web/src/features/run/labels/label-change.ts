import type { RunDetail } from '@tenbin/contracts';

/** What people wrote into the form. */
export interface WrittenLabels {
  name: string;
  /** With commas between. */
  tags: string;
  notes: string;
}

/** What of it differs from the run, as the server takes it; null when nothing does. */
export function changeOf(run: Pick<RunDetail, 'name' | 'tags' | 'notes'>, written: WrittenLabels) {
  const tags = tagsIn(written.tags);
  const change = {
    ...(written.name.trim() === run.name ? {} : { name: written.name }),
    ...(written.notes === run.notes ? {} : { notes: written.notes }),
    ...(tags.every((tag) => run.tags.includes(tag))
      ? {}
      : { addTags: tags.filter((tag) => !run.tags.includes(tag)) }),
    ...(run.tags.every((tag) => tags.includes(tag))
      ? {}
      : { removeTags: run.tags.filter((tag) => !tags.includes(tag)) }),
  };
  return Object.keys(change).length === 0 ? null : change;
}

/** Each tag once, as it was written. */
export function tagsIn(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

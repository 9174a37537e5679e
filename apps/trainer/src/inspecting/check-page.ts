import type { DatasetFacts, PictureSheet } from '@tenbin/contracts';
import { classCounts } from './class-counts.ts';

const style = `
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; }
  th, td { padding: 0.2rem 1rem 0.2rem 0; text-align: right; border-bottom: 1px solid #ccc; }
  th:first-child, td:first-child { text-align: left; }
  ul { display: flex; flex-wrap: wrap; gap: 0.75rem; list-style: none; padding: 0; }
  li { width: 96px; font-size: 12px; overflow-wrap: anywhere; }
  img { width: 96px; height: 96px; object-fit: contain; image-rendering: pixelated; background: #eee; }
  @media (prefers-color-scheme: dark) { body { color: #ddd; background: #161616; } img { background: #333; } }
`;

/** A whole HTML page: counts by class, and every warning with its pictures. It needs no other file. */
export function checkPage(facts: DatasetFacts, sheets: PictureSheet[]): string {
  const hasTest = facts.testCounts.length > 0;
  const columns = ['class', 'images', 'training', 'validation', ...(hasTest ? ['test'] : [])];
  const rows = classCounts(facts).map(({ name, images, train, validation, test }) =>
    cells('td', [name, ...[images, train, validation, ...(hasTest ? [test] : [])].map(String)]),
  );
  const sections = facts.warnings.map(({ kind, message }) => {
    const pictures = sheets.find(({ name }) => name === kind)?.pictures ?? [];
    return `<section><p>${escaped(message)}</p><ul>${pictures.map(item).join('\n')}</ul></section>`;
  });
  const title = escaped(facts.path);
  const skipped = facts.skipped.map(({ file, reason }) => `<br>${escaped(`${file}: ${reason}`)}`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
<h1>${title}</h1>
${facts.licence === null ? '' : `<p>Licence: ${escaped(facts.licence)}</p>`}
<table><tr>${cells('th', columns)}</tr>
${rows.map((row) => `<tr>${row}</tr>`).join('\n')}</table>
${skipped.length === 0 ? '' : `<p>Skipped, because they could not be read:${skipped.join('')}</p>`}
<h2>${sections.length === 0 ? 'Nothing doubtful was found' : 'What is doubtful'}</h2>
${sections.join('\n')}
</html>
`;
}

function item({ file, label, caption, image }: PictureSheet['pictures'][number]): string {
  return `<li><img src="${escaped(image)}" alt="${escaped(file)}" title="${escaped(file)}"><br>${escaped(label)}<br>${escaped(caption)}</li>`;
}

function cells(tag: 'td' | 'th', texts: string[]): string {
  return texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('');
}

/** File names and classes are other people's text. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

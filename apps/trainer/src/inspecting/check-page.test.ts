import { datasetFacts } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { checkPage } from './check-page.ts';

const facts = datasetFacts.parse({
  path: 'pets <of mine>',
  hash: '0',
  classes: ['cat', '<script>alert(1)</script>'],
  trainCounts: [7, 14],
  validationCounts: [3, 6],
  testCounts: [1, 0],
  skipped: [{ file: 'cat/"x".png', reason: 'it is empty' }],
  warnings: [{ kind: 'tiny', message: '2 images are tiny.', count: 2 }],
});
const image = 'data:image/png;base64,AAAA';

test('the page has the counts, the warning and its pictures, and needs nothing else', () => {
  const page = checkPage(facts, [
    { name: 'blurred', pictures: [{ file: 'no.png', label: 'cat', caption: '', image }] },
    { name: 'tiny', pictures: [{ file: 'cat/1.png', label: 'cat', caption: '7 px', image }] },
  ]);
  expect(page).toContain('<td>cat</td><td>11</td><td>7</td><td>3</td><td>1</td>');
  expect(page).toContain('<p>2 images are tiny.</p>');
  expect(page).toContain(`<img src="${image}" alt="cat/1.png" title="cat/1.png"><br>cat<br>7 px`);
  expect(page).not.toContain('no.png');
  expect(page.match(/(?:src|href)="(?!data:)/g)).toBeNull();
});

test('names of files and classes are text and no markup', () => {
  const page = checkPage(facts, []);
  expect(page).toContain('<title>pets &lt;of mine&gt;</title>');
  expect(page).not.toContain('<script>');
  expect(page).toContain('cat/&quot;x&quot;.png: it is empty');
});

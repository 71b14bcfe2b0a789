import { expect, test } from 'vitest';
import { renderChecksPage } from '../../src/report/checks-page.ts';

test('the page of checks', async () => {
  const page = renderChecksPage([
    {
      id: 'status',
      promise: 'The status is one that the document lists, and the one that this request asks for.',
      severity: 'error',
      source: 'the document: responses',
      explanation: 'A probe knows which answers are right for it.\n\nAn answer with another one is drift.\n',
      kinds: {
        undocumented: 'A status that the document does not list.',
        accepted: 'Refused 400 | got 201.',
      },
    },
    {
      id: 'media-type',
      promise: 'The media type is one that the document lists for that status.',
      severity: 'error',
      source: 'RFC 9110 section 8.3.',
    },
  ]);
  await expect(page).toMatchFileSnapshot('golden/checks.md');
});

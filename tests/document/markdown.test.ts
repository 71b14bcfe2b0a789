import { expect, test } from 'vitest';
import { fences } from '../../src/document/markdown.ts';

test.each([
  ['backticks', '```\na\n```\n', [{ info: '', text: 'a\n', firstLine: 2 }]],
  ['tildes', '~~~ yaml\na\n~~~\n', [{ info: 'yaml', text: 'a\n', firstLine: 2 }]],
  [
    'four backticks around three',
    '````md\n```yaml\na\n```\n````\n',
    [{ info: 'md', text: '```yaml\na\n```\n', firstLine: 2 }],
  ],
  ['backticks within tildes', '~~~\n```\n~~~\n', [{ info: '', text: '```\n', firstLine: 2 }]],
  ['a closing fence that is longer', '```\na\n`````\nb\n', [{ info: '', text: 'a\n', firstLine: 2 }]],
  [
    'no closing by a fence with an info string',
    '```\na\n``` b\n```\n',
    [{ info: '', text: 'a\n``` b\n', firstLine: 2 }],
  ],
  ['an unclosed fence', 'x\n\n```yaml\na\nb', [{ info: 'yaml', text: 'a\nb', firstLine: 4 }]],
  ['an empty fence', '```\n```\n', [{ info: '', text: '', firstLine: 2 }]],
  [
    'three spaces before it',
    '   ```\n     a\n  b\n c\n  ```\n',
    [{ info: '', text: '  a\nb\nc\n', firstLine: 2 }],
  ],
  ['four spaces before it, which is none', '    ```\n    a\n    ```\n', []],
  ['two backticks, which is none', '``\na\n``\n', []],
  ['inline code, which is none', '```a``` b\nc\n', []],
  ['a backtick behind tildes', '~~~ a`b\nc\n~~~\n', [{ info: 'a`b', text: 'c\n', firstLine: 2 }]],
  [
    'an info string with options',
    '```yaml  post /x  theme={null} \na\n```\n',
    [{ info: 'yaml  post /x  theme={null}', text: 'a\n', firstLine: 2 }],
  ],
  [
    'Windows line ends',
    'x\r\n```yaml\r\na\r\n\r\nb\r\n```\r\n',
    [{ info: 'yaml', text: 'a\r\n\r\nb\r\n', firstLine: 3 }],
  ],
  ['a byte order mark', '\uFEFF```\na\n```', [{ info: '', text: 'a\n', firstLine: 2 }]],
  [
    'two fences',
    '```a\n1\n```\n```b\n2\n```',
    [
      { info: 'a', text: '1\n', firstLine: 2 },
      { info: 'b', text: '2\n', firstLine: 5 },
    ],
  ],
])('finds the code blocks of a page: %s', (_, page, expected) => {
  expect(fences(page)).toEqual(expected);
});

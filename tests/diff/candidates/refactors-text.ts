import { dump, load } from 'js-yaml';
import type { Json, JsonObject } from '../../../src/json.ts';
import { isObject } from '../../../src/json.ts';
import { type Candidate, candidatesOf } from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');

const parsed = (text: string) => load(text) as JsonObject;

/** Every mapping with its keys sorted by `compare`. */
function sorted(value: Json, compare: (a: string, b: string) => number): Json {
  if (Array.isArray(value)) return value.map((item) => sorted(item, compare));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort(compare)
      .map((key) => [key, sorted(value[key] ?? null, compare)]),
  );
}

const ascending = (a: string, b: string) => (a < b ? -1 : 1);

/** Rewrites of the text alone: the document that is read from it is the same, but for the order of its keys. */
export const textRefactors: readonly Candidate[] = [
  trigger.text('text-as-json', 'JSON is YAML.', (base) => JSON.stringify(parsed(base), null, 2)),
  trigger.text('text-as-json-on-one-line', 'JSON is YAML.', (base) => JSON.stringify(parsed(base))),
  trigger.text('text-as-json-with-escapes', 'Escapes stand for the same letters.', (base) =>
    JSON.stringify(parsed(base), null, '\t').replaceAll('Example', '\\u0045xample'),
  ),
  trigger.text('text-in-flow-style', 'Flow style is another spelling.', (base) =>
    dump(parsed(base), { flowLevel: 2, lineWidth: -1 }),
  ),
  trigger.text('text-with-comments', 'Comments say nothing.', (base) =>
    base.replace(/^( *)(\w+):$/gm, '$1# about $2: required: true\n$1$2: # here'),
  ),
  trigger.text('text-with-windows-lines', 'The ends of lines are no content.', (base) =>
    base.replaceAll('\n', '\r\n'),
  ),
  trigger.text('text-with-byte-order-mark', 'A mark of the encoding.', (base) => `\uFEFF${base}`),
  trigger.text(
    'text-with-document-markers',
    'The marks around a YAML document.',
    (base) => `---\n${base}...\n`,
  ),
  trigger.text('text-indented-by-four', 'Indentation is no content.', (base) =>
    dump(parsed(base), { indent: 4, lineWidth: -1 }),
  ),
  trigger.text('text-with-double-quotes', 'Quotes are no content.', (base) =>
    base.replace(/'([^'"\\\n]*)'/g, '"$1"').replace('type: object', '"type": "object"'),
  ),
  trigger.text('text-without-needless-quotes', 'A status without quotes is the same key.', (base) =>
    base.replace(/^( +)'(\d{3})':/gm, '$1$2:'),
  ),
  trigger.text('text-keys-in-alphabetical-order', 'The order of keys has no meaning.', (base) =>
    dump(sorted(parsed(base), ascending), { lineWidth: -1 }),
  ),
  trigger.text('text-keys-in-reverse-order', 'The order of keys has no meaning.', (base) =>
    dump(
      sorted(parsed(base), (a, b) => ascending(b, a)),
      { lineWidth: -1 },
    ),
  ),
  trigger.text('text-as-a-page', 'The page in Markdown that holds the document.', (base) =>
    [
      '> ## Documentation Index',
      '',
      '# Trigger a webhook event',
      '',
      '> Triggers a single webhook event.',
      '',
      '## OpenAPI',
      '',
      '````yaml post /register/dev/trigger_event',
      base,
      '````',
      '',
    ].join('\n'),
  ),
  trigger.text('text-as-a-page-with-other-examples', 'What stands around the document is prose.', (base) =>
    [
      '# Trigger',
      '',
      '```sh',
      'curl -X POST https://example.com',
      '```',
      '',
      '~~~yaml',
      base,
      '~~~',
      '',
    ].join('\n'),
  ),
  trigger.text('text-with-an-anchor', 'An alias stands for what its anchor holds.', (base) =>
    base
      .replace('security:\n  - apiKey: []', 'security: &both\n  - apiKey: []')
      .replace(/ {6}security:\n {8}- apiKey: \[\]\n {10}qontoPartnerId: \[\]/, '      security: *both'),
  ),
  trigger.text('text-with-blank-lines', 'Blank lines are no content.', (base) =>
    base.replace(/^(\w+):/gm, '\n\n$1:').trimStart(),
  ),
  trigger.text('text-folded-at-sixty', 'Where a text is folded is no content.', (base) =>
    dump(parsed(base), { lineWidth: 60 }),
  ),
  registrations.text('text-of-registrations-as-json', 'JSON is YAML.', (base) =>
    JSON.stringify(parsed(base)),
  ),
  registrations.text('text-of-registrations-sorted', 'The order of keys has no meaning.', (base) =>
    dump(sorted(parsed(base), ascending)),
  ),
  subscriptions.text('text-of-subscriptions-reversed', 'The order of keys has no meaning.', (base) =>
    JSON.stringify(
      sorted(parsed(base), (a, b) => ascending(b, a)),
      null,
      1,
    ),
  ),
];

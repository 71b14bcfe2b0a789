import { expect, test } from 'vitest';
import schema from '../../src/contract/contract.schema.json' with { type: 'json' };
import { loadContract } from '../../src/contract/load.ts';
import { CHANGE_KINDS } from '../../src/diff/kinds.ts';
import { problemIn } from '../document/support.ts';
import { lines, refusal, SHIPPED, shippedText } from './support.ts';

test.each<[string, string, string]>([
  ['empty', '', 'own: the file is empty'],
  ['nothing but comments', '# a\n', 'own: the file holds nothing but comments'],
  ['binary', 'a\0b', 'own: the file is binary, not YAML or JSON'],
  [
    'not YAML',
    'plumbline: [1\n',
    'own:2:1: not readable as YAML: the line is indented too little; a quote or a bracket above it may be open',
  ],
  ['a list', '- plumbline: 1\n', 'own:1:1: not a contract: it holds no mapping at its top'],
  ['a text', 'hello\n', 'own:1:1: not a contract: it holds no mapping at its top'],
  [
    'an OpenAPI document',
    'info: {}\nopenapi: 3.0.3\n',
    'own:2:1: an OpenAPI document, not a contract; give it with --document',
  ],
  [
    'one that lacks a word',
    'plumbline: 1\ndocument: a\n',
    'own:1:1: the contract lacks the word "operation"',
  ],
  [
    'of a newer version, whatever else is in it',
    'document: a\nplumbline: 2\nprobing: {}\n',
    'own:2:1: the contract is in format 2, where this Plumbline reads format 1; use the Plumbline that it was written for',
  ],
  [
    'of a version that is no number',
    'plumbline: "1"\ndocument: a\noperation: b\n',
    'own:1:1: the contract is in format "1", where this Plumbline reads format 1; write "plumbline: 1"',
  ],
  [
    'one with the same word twice',
    'plumbline: 1\nplumbline: 1\n',
    'own:2:1: not readable as YAML: the same key stands twice in one mapping',
  ],
])('a contract that is %s is one clear Problem', async (_, text, expected) => {
  expect(await refusal(text)).toBe(expected);
});

test.each<[string, string[], string]>([
  [
    'an unknown word',
    ['respones: {}'],
    'own:4:1: /respones is not a word of the contract format; "responses" may be meant',
  ],
  [
    'a word that is like no other',
    ['color: red'],
    'own:4:1: /color is not a word of the contract format; it has plumbline, document, operation, sandbox, never, credentials, values, effect, gate, errors, responses, limits, policy',
  ],
  [
    'an unknown word deep down',
    ['responses:', '  "201":', '    reech: never'],
    'own:6:5: /responses/201/reech is not a word of the contract format; "reach" may be meant',
  ],
  [
    'an unknown word of a list item',
    [
      'responses:',
      '  409:',
      '    provoke:',
      '      - name: a',
      '        whi: b',
      '        why: b',
      '        set: {}',
    ],
    'own:8:9: /responses/409/provoke/0/whi is not a word of the contract format; "why" may be meant',
  ],
  [
    'a wrong type',
    ['never: api.example.com'],
    'own:4:1: /never is "api.example.com", where an array is asked for',
  ],
  ['nothing where something belongs', ['never:'], 'own:4:1: /never is null, where an array is asked for'],
  [
    'a value that is none of the words',
    ['responses: {201: {reach: maybe}}'],
    'own:4:19: /responses/201/reach is "maybe", where required, optional, never is asked for',
  ],
  [
    'a number that is too small',
    ['responses: {201: {withinMs: 0}}'],
    'own:4:19: /responses/201/withinMs is 0: it must be >= 1',
  ],
  [
    'a time that no timer takes',
    ['responses: {201: {withinMs: 2147482648}}'],
    'own:4:19: /responses/201/withinMs is 2147482648: it must be <= 86400000',
  ],
  [
    'a status that is none',
    ['responses:', '  2O1: {}'],
    'own:5:3: the key "2O1" is not a status, such as "201", "4XX" or default',
  ],
  [
    'a pointer that is none',
    ['responses:', '  201:', '    unique:', '      - event.id'],
    'own:7:9: /responses/201/unique/0 is "event.id", which is not a JSON pointer, such as /event/id',
  ],
  [
    'a key that is no pointer',
    ['values:', '  resource_id: A'],
    'own:5:3: the key "resource_id" is not a JSON pointer, such as /event/id',
  ],
  [
    'a variable that is none',
    ['credentials:', '  apiKey: my-token'],
    'own:5:3: /credentials/apiKey is "my-token", which is not the name of an environment variable, such as API_TOKEN',
  ],
  [
    'a host that is a URL',
    ['never: ["https://api.example.com"]'],
    'own:4:9: /never/0 is "https://api.example.com", which is not a host without scheme or path, such as api.example.com',
  ],
  [
    'a URL that is none',
    ['sandbox: sandbox'],
    'own:4:1: /sandbox is "sandbox", which is not a URL, such as https://sandbox.example.com',
  ],
  [
    'a URL of another kind',
    ['sandbox: ftp://a.example.com'],
    'own:4:1: /sandbox is "ftp://a.example.com", which is not an http(s) URL',
  ],
  [
    'a way without a reason',
    ['responses: {409: {provoke: [{name: a, why: "", set: {}}]}}'],
    'own:4:39: /responses/409/provoke/0/why is empty',
  ],
  [
    'a name with capitals',
    ['responses: {409: {provoke: [{name: A b, why: x, set: {}}]}}'],
    'own:4:30: /responses/409/provoke/0/name is "A b", which is not a name in lower case with hyphens, such as known-conflict',
  ],
  [
    'a gate without answers',
    ['gate: {header: X-Qonto-Staging-Token, answers: []}'],
    'own:4:39: /gate/answers is empty',
  ],
  [
    'a mark that is too short',
    ['gate: {header: X, answers: [{status: 302}], mark: ab}'],
    'own:4:45: /gate/mark is shorter than 3 characters',
  ],
  [
    'a limit that lacks a word',
    ['limits: {requests: {max: 1}}'],
    'own:4:10: /limits/requests lacks the word "perSeconds"',
  ],
])('a contract that is not of its form is a Problem at the line: %s', async (_, own, expected) => {
  expect(await refusal(lines(...own))).toBe(expected);
});

test('of several faults the first in the file is told', async () => {
  expect(await refusal(lines('never: 1', 'gate: 2', 'color: 3'))).toContain('own:4:1: /never is 1');
  expect(await refusal(lines('color: 3', 'never: 1'))).toContain('own:4:1: /color is not a word');
});

const STATUSES = 'the document has "201", "400", "401", "409", "500"';
const CREDENTIALS = 'the document has "apiKey", "qontoPartnerId", "X-Qonto-Staging-Token"';

test.each<[string, string[], string]>([
  ['a status', ['responses:', '  404: {}'], `own:5:3: the operation documents no answer 404; ${STATUSES}`],
  [
    'a class of statuses',
    ['responses: {4XX: {}}'],
    `own:4:13: the operation documents no answer 4XX; ${STATUSES}`,
  ],
  [
    'an example',
    ['responses:', '  400:', '    example: full'],
    'own:6:5: the document has no example for 400; take the line out, or say "example: off"',
  ],
  [
    'an example of a body that there is not',
    ['responses: {500: {example: code}}'],
    'own:4:19: the document has no example for 500; take the line out, or say "example: off"',
  ],
  [
    'a pointer to echo',
    ['responses:', '  201:', '    echoes:', '      /event/nope: /resource_id'],
    'own:7:7: the answer 201 documents nothing at /event/nope',
  ],
  [
    'a pointer that is echoed',
    ['responses:', '  201:', '    echoes:', '      /event/id: /nope'],
    'own:7:7: the request documents nothing at /nope',
  ],
  [
    'a pointer that is unique',
    ['responses: {201: {unique: [/event/id, /event/nope]}}'],
    'own:4:39: the answer 201 documents nothing at /event/nope',
  ],
  [
    'a pointer that is fresh',
    ['responses: {201: {fresh: [{pointer: /nope, withinSeconds: 1}]}}'],
    'own:4:28: the answer 201 documents nothing at /nope',
  ],
  [
    'a pointer of an answer without a body',
    ['responses: {500: {unique: [/id]}}'],
    'own:4:28: the answer 500 documents nothing at /id',
  ],
  [
    'a security scheme',
    ['credentials:', '  apikey: TOKEN'],
    `own:5:3: the operation has no security scheme or header "apikey"; ${CREDENTIALS}`,
  ],
  [
    'the header of a gate',
    ['gate:', '  header: X-Token', '  answers: [{status: 302}]'],
    'own:5:3: the operation has no header "X-Token"; the document has "X-Qonto-Staging-Token"',
  ],
  [
    'a value of the request',
    ['values:', '  /resource_idd: A'],
    'own:5:3: the request documents nothing at /resource_idd',
  ],
  [
    'a list of errors',
    ['errors: {list: /error, code: /code, detail: /detail}'],
    'own:4:10: no documented error has anything at /error',
  ],
  [
    'a part of an error',
    ['errors: {list: /errors, code: /kode, detail: /detail}'],
    'own:4:25: no documented error has anything at /errors/0/kode',
  ],
  [
    'the source of an error',
    ['errors: {list: /errors, code: /code, detail: /detail, source: /source}', 'values: {/nope: A}'],
    'own:5:10: the request documents nothing at /nope',
  ],
])('a name that the document does not have is a Problem at its line: %s', async (_, own, expected) => {
  expect(await refusal(lines(...own))).toBe(expected);
});

const way = (set: string, more = '') => [
  'responses:',
  '  409:',
  '    provoke:',
  `      - {name: a, why: b, set: ${set}${more}}`,
];

test.each<[string, string[], string]>([
  [
    'a value to repeat that the request has not',
    way('{/x: "$value:/nope"}'),
    'own:7:33: the request documents nothing at /nope',
  ],
  [
    'a word that nothing fills in',
    way('{/x: {y: [$othr-uuid]}}'),
    'own:7:42: nothing fills in "$othr-uuid"; ${NAME} in capitals, $other-uuid and $value:/pointer are filled in',
  ],
  [
    'a variable that is no name',
    way('{/x: "a ${name}"}'),
    'own:7:33: nothing fills in "a ${name}"; ${NAME} in capitals, $other-uuid and $value:/pointer are filled in',
  ],
  [
    'a part to remove that the request has not',
    way('{}', ', remove: [/nope]'),
    'own:7:45: the request documents nothing at /nope',
  ],
  [
    'a second way of the same name',
    [...way('{}'), '      - {name: a, why: c, set: {}}'],
    'own:8:10: a second way is called "a"',
  ],
])('a way to provoke that cannot work is a Problem at its line: %s', async (_, own, expected) => {
  expect(await refusal(lines(...own))).toBe(expected);
});

test.each(['$5', 'costs $5', '$', '${A_1}', '$other-uuid', '$value:/resource_id', '$value:'])(
  'a value to set may be %j',
  async (value) => {
    const text = lines(...way(`{/x: ${JSON.stringify(value)}}`), 'color: 1');
    expect(await refusal(text)).toContain('/color is not a word');
    await expect(refusal(text.replace('color: 1\n', ''))).rejects.toThrow('there was no Problem');
  },
);

test('an operation that the document does not have is a Problem at the line that names it', async () => {
  expect(
    await refusal(await shippedText(['operation: webhooks/dev-trigger', 'operation: webhooks/dev-triger'])),
  ).toBe('own:8:1: the document has no operation "webhooks/dev-triger"; "webhooks/dev-trigger" may be meant');
});

test('a contract or a document that cannot be read is a Problem', async () => {
  expect((await problemIn(loadContract('contracts/nope.yaml'))).line()).toBe(
    'contracts/nope.yaml: the contract cannot be read: there is no such file',
  );
  expect((await problemIn(loadContract('contracts'))).line()).toBe(
    'contracts: the contract cannot be read: it is a folder',
  );
  expect(await refusal(await shippedText(['/spec/onboarding', '/spec/nope']))).toMatch(
    /^own:7:1: spec\/nope-api\.trigger-event\.yaml: the document cannot be read: there is no such file; the path is taken/,
  );
  expect((await problemIn(loadContract(SHIPPED, { document: 'nope.yaml' }))).line()).toBe(
    'nope.yaml: the document cannot be read: there is no such file',
  );
});

test('a document that is wrong is a Problem at its own line', async () => {
  const line = await refusal(await shippedText(), 'package.json');
  expect(line).toContain('package.json:1:1: not an OpenAPI document');
});

test('a kind of change in the policy that there is not is refused, and the one that is meant named', async () => {
  const policy = (kind: string) =>
    lines('policy:', '  source: a page', '  anyTime:', `    - { what: fields, kinds: [${kind}] }`);
  expect(await refusal(policy('response-property-aded'))).toBe(
    'own:7:31: /policy/anyTime/0/kinds/0 is "response-property-aded", which is no kind of change; "response-property-added" may be meant',
  );
  expect(await refusal(policy('zzz'))).toBe(
    'own:7:31: /policy/anyTime/0/kinds/0 is "zzz", which is no kind of change; docs/diff-kinds.md lists them',
  );
});

test('the format knows the kinds of change, all of them and no other', () => {
  const { enum: kinds } = schema.properties.policy.properties.anyTime.items.properties.kinds.items;
  expect(kinds).toEqual([...CHANGE_KINDS.keys()].sort());
});

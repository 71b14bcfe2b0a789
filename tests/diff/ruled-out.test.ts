// What a direction rules out: `readOnly` and `writeOnly`, which stand where the property is or in what it is composed of.
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaDiff } from './schema-diff.ts';

const thing = (id: Json, more: JsonObject = {}): Json => ({
  type: 'object',
  required: ['id'],
  properties: { id, n: { type: 'string' }, ...more },
});
const composed: Json = { allOf: [{ $ref: '#/components/schemas/Id' }], description: 'Given by us' };
const schemas = { Id: { type: 'string', readOnly: true } };
const gift = { gift: { type: 'boolean' } };

test.each(['3.0.3', '3.1.0'])(
  'in %s a property that is composed of a read-only one is read-only',
  async (version) => {
    const was = thing({ $ref: '#/components/schemas/Id' });
    expect(await schemaDiff(was, thing(composed, gift), { version, schemas })).toEqual([
      'safe property-added /gift',
    ]);
  },
);

test('beside it a rule that breaks is proved, and so is that it has to be sent now', async () => {
  const longer = thing(composed, { n: { type: 'string', maxLength: 3 } });
  expect(await schemaDiff(thing(composed), longer, { schemas })).toEqual(['breaks length-narrowed /n']);
  const sent = { schemas, schemasNow: { Id: { type: 'string' } } };
  expect(await schemaDiff(thing(composed), thing(composed), sent)).toEqual([
    'breaks required-property-added /id',
  ]);
});

test('a property that answers may hold now is new to them, as one that nobody documented', async () => {
  const pin = { type: 'string', pattern: '^[0-9]{4}$' };
  const hidden = thing({ type: 'string' }, { pin: { ...pin, writeOnly: true } });
  const shown = thing({ type: 'string' }, { pin });
  expect(await schemaDiff(hidden, shown, { side: 'response' })).toEqual(['safe property-added /pin']);
  expect(await schemaDiff(shown, hidden, { side: 'response' })).toEqual(['breaks property-ruled-out /pin']);
  expect(await schemaDiff(hidden, shown)).toEqual([]);
});

import {
  type Candidate,
  candidatesOf,
  clone,
  drop,
  extend,
  IMPORTS,
  move,
  objectAt,
  put,
  SCHEMAS,
  SEARCH,
} from './candidate.ts';

const messages = candidatesOf('messages');
const payouts = candidatesOf('payouts');

const NOTICE = `${SCHEMAS}/Notice`;
const IMPORTED = `${IMPORTS}/responses`;
const WHERE = `${SEARCH}/parameters/0/content/application~1json/schema/properties`;
const ORDER = `${SEARCH}/parameters/2/schema/properties`;
const ENTRIES = `${SEARCH}/parameters/1/schema/items`;

/** What travels as text and what as JSON, who tells heirs apart, and errors by their classes, from a blind trial. */
export const sixthMeanings: readonly Candidate[] = [
  payouts.compatible('flag-of-a-query-becomes-a-text', 'The text "true" is a text as well.', (d) =>
    put(d, `${ORDER}/descending`, { type: 'string' }),
  ),
  payouts.breaking(
    'text-of-a-query-becomes-a-flag',
    'A text such as "amount" is no truth value.',
    (d) => put(d, `${ORDER}/by`, { type: 'boolean' }),
    { places: [`${ORDER}/by`], parts: 1 },
  ),
  payouts.breaking(
    'number-in-json-of-a-query-becomes-a-text',
    'The number 5 in JSON is no text, though a query carries it.',
    (d) => put(d, `${WHERE}/above`, { type: 'string' }),
    { places: [`${WHERE}/above`], parts: 1 },
  ),
  payouts.compatible('entries-of-a-query-freed', 'Any text may be an entry of the list.', (d) =>
    put(d, ENTRIES, { type: 'string' }),
  ),
  messages.breaking(
    'nobody-tells-the-heirs-apart',
    'Nothing says any more that a notice may be an outage, with its services and its cause.',
    (d) => {
      drop(d, `${NOTICE}/discriminator`);
    },
    { places: [NOTICE, `${SCHEMAS}/Outage`] },
  ),
  messages.breaking(
    'heirs-forgotten-and-a-property-more',
    'The new property hides nothing of what is gone.',
    (d) => {
      drop(d, `${NOTICE}/discriminator`);
      put(d, `${NOTICE}/properties/until`, { type: 'string', format: 'date-time' });
    },
    { places: [NOTICE, `${SCHEMAS}/Outage`] },
  ),
  messages.identical(
    'discriminator-in-a-part-of-its-own',
    'Whoever refers to it finds it in the part.',
    (d) => {
      const { discriminator = {}, ...rest } = clone(objectAt(d, NOTICE));
      put(d, NOTICE, { ...rest, allOf: [{ discriminator }] });
    },
  ),
  payouts.compatible(
    'errors-by-their-two-classes',
    'An import fails with 4XX or 5XX, and beside a success there are no other faults.',
    (d) => {
      const failure = drop(d, `${IMPORTED}/default`);
      extend(d, IMPORTED, { '4XX': failure, '5XX': clone(failure) });
    },
  ),
  payouts.breaking(
    'one-class-of-errors-without-a-body',
    'Whoever reads the code of a 4XX finds no body.',
    (d) => {
      const failure = drop(d, `${IMPORTED}/default`);
      extend(d, IMPORTED, { '4XX': { description: 'Yours.' }, '5XX': failure });
    },
    { places: [IMPORTED] },
  ),
  payouts.breaking(
    'one-class-of-errors-alone',
    'Of a fault of theirs nothing is said any more.',
    (d) => move(d, `${IMPORTED}/default`, `${IMPORTED}/4XX`),
    { places: [IMPORTED] },
  ),
];

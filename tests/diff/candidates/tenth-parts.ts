import { type Candidate, candidatesOf, clone, drop, objectAt, put, SCHEMAS } from './candidate.ts';

const applications = candidatesOf('applications');

const APPLICATION = `${SCHEMAS}/Application/properties`;
const METADATA = `${SCHEMAS}/Metadata`;
const RECEIPT = `${SCHEMAS}/Receipt`;

/** JSON in a text, alternatives that overlap, and what only some values can reach, from a blind trial. */
export const tenthParts: readonly Candidate[] = [
  applications.breaking(
    'json-in-a-text-has-to-say-more',
    'A text that holds an object without a campaign was accepted; answers only say more.',
    (d) => put(d, `${METADATA}/required`, ['campaign']),
    { places: [METADATA], parts: 1 },
  ),
  applications.breaking(
    'json-in-a-text-of-an-answer-has-another-value',
    'An event may come from a partner now; what may be sent has one value more.',
    (d) => put(d, `${METADATA}/properties/source/enum/-`, 'partner'),
    { places: [METADATA], parts: 1 },
  ),
  applications.breaking(
    'json-in-a-text-says-less',
    'Whoever reads the campaign of an event finds it documented no more.',
    (d) => drop(d, `${METADATA}/properties/campaign`),
    { places: [METADATA] },
  ),
  applications.identical(
    'json-in-a-text-written-out',
    'The same schema stands where it was referred to.',
    (d) => put(d, `${APPLICATION}/metadata/contentSchema`, clone(objectAt(d, METADATA))),
  ),
  applications.identical(
    'one-of-two-ways-of-payout-counted',
    'An object of one property, which is one of the two, is what the alternatives are between them.',
    (d) =>
      put(d, `${APPLICATION}/payout`, {
        type: 'object',
        properties: { card: { type: 'string' }, iban: { type: 'string' } },
        additionalProperties: false,
        minProperties: 1,
        maxProperties: 1,
      }),
  ),
  applications.breaking(
    'both-ways-of-payout-needed',
    'A card alone was enough.',
    (d) =>
      put(d, `${APPLICATION}/payout`, {
        type: 'object',
        properties: { card: { type: 'string' }, iban: { type: 'string' } },
        additionalProperties: false,
        minProperties: 2,
      }),
    { places: [`${APPLICATION}/payout`] },
  ),
  applications.compatible(
    'one-of-phone-and-email-always-comes',
    'Both never came together, and now one of them is there; neither was before as well.',
    (d) => {
      drop(d, `${RECEIPT}/not`);
      put(d, `${RECEIPT}/oneOf`, [{ required: ['phone'] }, { required: ['email'] }]);
    },
  ),
  applications.breaking(
    'phone-and-email-may-come-together',
    'Whoever took either for the one way to answer gets both.',
    (d) => drop(d, `${RECEIPT}/not`),
    { places: [RECEIPT] },
  ),
  applications.compatible('pin-comes-with-the-answer', 'It is one more property of the answer.', (d) =>
    drop(d, `${RECEIPT}/properties/pin/writeOnly`),
  ),
  applications.identical(
    'as-many-roles-as-there-are',
    'No two roles are the same, and there are no more than two.',
    (d) => put(d, `${RECEIPT}/properties/roles/maxItems`, 2),
  ),
  applications.compatible('one-role-alone', 'Fewer roles come than could.', (d) =>
    put(d, `${RECEIPT}/properties/roles/maxItems`, 1),
  ),
];

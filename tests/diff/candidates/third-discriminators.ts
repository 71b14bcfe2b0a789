import {
  add,
  at,
  type Candidate,
  candidatesOf,
  drop,
  extend,
  MESSAGE,
  move,
  put,
  replaceTexts,
  SCHEMAS,
} from './candidate.ts';

const messages = candidatesOf('messages');

const MAPPING = `${MESSAGE}/discriminator/mapping`;
const OUTAGE = `${SCHEMAS}/Outage/allOf/1`;
const EMAIL = '#/components/schemas/Email';
const SMS = '#/components/schemas/Sms';

/** What tells alternatives apart, where their own schemas do not. */
export const thirdDiscriminators: readonly Candidate[] = [
  messages.breaking(
    'mapping-value-renamed',
    'What says "email" is no e-mail any more.',
    (d) => move(d, `${MAPPING}/email`, `${MAPPING}/mail`),
    { places: [`${MESSAGE}/discriminator`] },
  ),
  messages.breaking(
    'mapping-values-swapped',
    'What says "email" is read as a text message.',
    (d) => extend(d, MAPPING, { email: SMS, sms: EMAIL }),
    { places: [`${MESSAGE}/discriminator`] },
  ),
  messages.breaking(
    'implicit-value-renamed',
    'Without a mapping the name of the component is the value, and "Letter" is none any more.',
    (d) => {
      move(d, `${SCHEMAS}/Letter`, `${SCHEMAS}/PostalLetter`);
      replaceTexts(d, '#/components/schemas/Letter', '#/components/schemas/PostalLetter');
    },
    { places: [`${MESSAGE}/discriminator`] },
  ),
  messages.breaking(
    'implicit-value-mapped',
    'The mapping says "letter" where the name of the component was the value.',
    (d) => extend(d, MAPPING, { letter: 'Letter' }),
    { places: [`${MESSAGE}/discriminator`] },
  ),
  messages.breaking(
    'mapping-dropped',
    'The names of the components take the place of "email" and "sms".',
    (d) => {
      drop(d, MAPPING);
    },
    { places: [`${MESSAGE}/discriminator`] },
  ),
  messages.breaking(
    'told-apart-by-another-property',
    'Nobody tells the alternatives apart by "channel" any more.',
    (d) => put(d, `${MESSAGE}/discriminator`, { propertyName: 'type', mapping: { email: EMAIL, sms: SMS } }),
    { places: [`${MESSAGE}/discriminator`] },
  ),
  messages.breaking(
    'told-apart-by-a-renamed-property',
    'All three ask for "type", and none for "channel".',
    (d) => {
      for (const name of ['Email', 'Sms', 'Letter']) {
        move(d, `${SCHEMAS}/${name}/properties/channel`, `${SCHEMAS}/${name}/properties/type`);
        put(d, `${SCHEMAS}/${name}/required/0`, 'type');
      }
      put(d, `${MESSAGE}/discriminator/propertyName`, 'type');
    },
    { places: [`${SCHEMAS}/Email`, `${SCHEMAS}/Sms`, `${SCHEMAS}/Letter`, MESSAGE] },
  ),
  messages.identical('mapping-by-reference', 'Name and reference lead to the same.', (d) =>
    put(d, `${MAPPING}/sms`, SMS),
  ),
  messages.identical('mapping-complete', 'What the name of the component said is spelt out.', (d) =>
    extend(d, MAPPING, { Letter: '#/components/schemas/Letter' }),
  ),
  messages.identical(
    'mapped-component-renamed',
    'The mapping says what the value is, whatever the name.',
    (d) => {
      move(d, `${SCHEMAS}/Email`, `${SCHEMAS}/ElectronicMail`);
      replaceTexts(d, EMAIL, '#/components/schemas/ElectronicMail');
    },
  ),
  messages.identical(
    'values-listed-as-mapped',
    'Each alternative says itself what the mapping says.',
    (d) => {
      extend(d, MAPPING, { Letter: '#/components/schemas/Letter' });
      const [first] = [at(d, `${MESSAGE}/oneOf`)];
      put(d, `${MESSAGE}/oneOf`, Array.isArray(first) ? [...first].reverse() : first);
    },
  ),
  messages.breaking(
    'heir-loses-a-property',
    'Nobody reads the cause of an outage any more.',
    (d) => {
      drop(d, `${OUTAGE}/properties/cause`);
    },
    { places: [OUTAGE] },
  ),
  messages.breaking(
    'heir-asks-for-nothing',
    'An outage without services may come.',
    (d) => {
      drop(d, `${OUTAGE}/required`);
    },
    { places: [OUTAGE], parts: 1 },
  ),
  messages.breaking(
    'heir-asks-for-a-cause',
    'An outage without a cause was accepted.',
    (d) => add(d, `${OUTAGE}/required`, 'cause'),
    { places: [OUTAGE], parts: 1 },
  ),
  messages.breaking(
    'heir-by-another-name',
    'Without a mapping "Offer" is the value, and is none any more.',
    (d) => move(d, `${SCHEMAS}/Offer`, `${SCHEMAS}/Promotion`),
    { places: [`${SCHEMAS}/Offer`, `${SCHEMAS}/Promotion`, `${SCHEMAS}/Notice`] },
  ),
  messages.announced('heir-gets-a-property', 'A member more in answers, and one that may be sent.', (d) =>
    put(d, `${OUTAGE}/properties/until`, { type: 'string', format: 'date-time' }),
  ),
  messages.compatible('one-more-heir', 'Another kind of notice.', (d) =>
    put(d, `${SCHEMAS}/Survey`, {
      allOf: [
        { $ref: '#/components/schemas/Notice' },
        { type: 'object', properties: { url: { type: 'string', format: 'uri' } } },
      ],
    }),
  ),
  messages.identical('mapped-heir-by-another-name', 'The mapping says what the value is.', (d) => {
    move(d, `${SCHEMAS}/Outage`, `${SCHEMAS}/Interruption`);
    replaceTexts(d, '#/components/schemas/Outage', '#/components/schemas/Interruption');
  }),
  messages.identical('heir-in-three-parts', 'The parts say what one did.', (d) => {
    const [cause] = [drop(d, `${OUTAGE}/properties/cause`)];
    add(d, `${SCHEMAS}/Outage/allOf`, { properties: { cause } });
  }),
];

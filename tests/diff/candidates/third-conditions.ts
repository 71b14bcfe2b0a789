import {
  at,
  type Candidate,
  candidatesOf,
  clone,
  drop,
  extend,
  NEW,
  put,
  SCHEMAS,
  SEND_BODY,
  TRIGGER_BODY,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const messages = candidatesOf('messages');
const subscriptions = candidatesOf('subscriptions');

/** Conditions that hold between properties, which none of them says alone. */
export const thirdConditions: readonly Candidate[] = [
  trigger.breaking(
    'two-properties-no-longer-together',
    'Both at once were accepted.',
    (d) => put(d, `${TRIGGER_BODY}/not`, { required: ['external_id', 'partner_reference'] }),
    { places: [TRIGGER_BODY], parts: 1 },
  ),
  trigger.breaking(
    'nothing-but-the-two',
    'A third property was accepted.',
    (d) => put(d, `${TRIGGER_BODY}/maxProperties`, 2),
    { places: [TRIGGER_BODY], parts: 1 },
  ),
  trigger.breaking(
    'one-of-two-references',
    'A request with neither of them was accepted.',
    (d) =>
      put(d, `${TRIGGER_BODY}/anyOf`, [{ required: ['external_id'] }, { required: ['partner_reference'] }]),
    { places: [TRIGGER_BODY], parts: 1 },
  ),
  messages.breaking(
    'campaign-not-with-newsletter',
    'Both at once were accepted.',
    (d) => put(d, `${SEND_BODY}/not`, { required: ['campaign', 'newsletter'] }),
    { places: [SEND_BODY], parts: 1 },
  ),
  messages.breaking(
    'two-pairs-not-together',
    'Either pair was accepted.',
    (d) =>
      put(d, `${SEND_BODY}/not`, {
        anyOf: [{ required: ['campaign', 'newsletter'] }, { required: ['campaign', 'options'] }],
      }),
    { places: [SEND_BODY] },
  ),
  messages.breaking(
    'campaign-asks-for-options',
    'A campaign without options was accepted.',
    (d) => put(d, `${SEND_BODY}/anyOf`, [{ not: { required: ['campaign'] } }, { required: ['options'] }]),
    { places: [SEND_BODY], parts: 1 },
  ),
  subscriptions.breaking(
    'proxy-user-asks-for-password',
    'A user without a password was accepted.',
    (d) => {
      const proxy = `${NEW}/proxy`;
      const before = clone(at(d, `${proxy}/dependentRequired`));
      put(d, `${proxy}/dependentRequired`, { ...(before as object), user: ['password'] });
    },
    { places: [`${NEW}/proxy`], parts: 1 },
  ),
  messages.breaking(
    'urgent-by-mail-asks-for-a-reason',
    'Urgent mail without a reason was accepted.',
    (d) =>
      extend(d, `${SCHEMAS}/Email`, {
        anyOf: [{ properties: { urgent: { enum: [false] } } }, { required: ['reason'] }],
      }),
    { places: [`${SCHEMAS}/Email`] },
  ),
  messages.compatible('redirect-or-campaign-was-asked-for', 'Neither has to be there.', (d) => {
    drop(d, `${SEND_BODY}/required`);
  }),
];

import { type Candidate, candidatesOf, extend, MESSAGE, put, WEBHOOK } from './candidate.ts';

const subscriptions = candidatesOf('subscriptions');
const messages = candidatesOf('messages');

const HMAC = { type: 'apiKey', in: 'header', name: 'X-Hmac' };

/** What the provider proves itself by when it calls, and what tells one kind of what it sends from another. */
export const fourthCalls: readonly Candidate[] = [
  subscriptions.compatible('webhook-comes-with-a-credential', 'Nobody has to look at it.', (d) => {
    put(d, '/components/securitySchemes/hmac', HMAC);
    put(d, `${WEBHOOK}/security`, [{ hmac: [] }]);
  }),
  subscriptions.identical('webhook-says-that-it-has-no-credential', 'It had none of its own.', (d) =>
    put(d, `${WEBHOOK}/security`, []),
  ),
  subscriptions.identical('webhook-says-what-the-document-says', 'It is that of the document.', (d) =>
    put(d, `${WEBHOOK}/security`, [{ token: [] }]),
  ),
  messages.compatible('one-more-value-for-an-alternative', 'What says "mail" is an e-mail as well.', (d) =>
    extend(d, `${MESSAGE}/discriminator/mapping`, { mail: '#/components/schemas/Email' }),
  ),
];

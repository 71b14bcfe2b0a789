// Dredd, as its docs have it: it makes one transaction of each documented answer, and hooks turn the request of each
// into one that gets that answer. It makes the body that it expects from the schema, with every optional property,
// and does not read the document's `examples`: where the document has one, the hook puts it there.
const { readFileSync } = require('node:fs');
const hooks = require('hooks');
const { load } = require('js-yaml');

const { QONTO_TOKEN, QONTO_PARTNER_ID, QONTO_STAGING_TOKEN, QONTO_RESOURCE_ID, QONTO_CONFLICT_RESOURCE_ID } =
  process.env;

const { examples } = load(
  readFileSync(`${__dirname}/../../../spec/onboarding-api.trigger-event.yaml`, 'utf8'),
).components;

const WAYS = {
  400: { body: { event_type: 'no.such.event' } },
  401: { headers: { Authorization: 'Bearer wrong' }, example: examples.unauthorized.value },
  409: { body: { resource_id: QONTO_CONFLICT_RESOURCE_ID }, example: examples.conflict.value },
};

hooks.beforeEach((transaction, done) => {
  const { request, expected } = transaction;
  const { headers, body, example } = WAYS[expected.statusCode] ?? {};
  // A 500 cannot be asked for.
  if (expected.statusCode === '500') transaction.skip = true;
  Object.assign(request.headers, {
    Authorization: `Bearer ${QONTO_TOKEN}`,
    'Qonto-Partner-Id': QONTO_PARTNER_ID,
    'X-Qonto-Staging-Token': QONTO_STAGING_TOKEN,
    ...headers,
  });
  request.body = JSON.stringify({ ...JSON.parse(request.body), resource_id: QONTO_RESOURCE_ID, ...body });
  if (example !== undefined) expected.body = JSON.stringify(example);
  done();
});

import {
  add,
  type Candidate,
  candidatesOf,
  drop,
  EVENT,
  extend,
  LIST,
  NEW,
  put,
  SCHEMAS,
  TRIGGER,
  TRIGGER_BODY,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');

/** Changes of what people read, and of nothing else. */
export const docsOnly: readonly Candidate[] = [
  trigger.identical('docs-summary', 'Wording is no promise.', (d) =>
    put(d, `${TRIGGER}/summary`, 'Trigger an event'),
  ),
  trigger.identical('docs-description-of-operation', 'Wording is no promise.', (d) =>
    put(d, `${TRIGGER}/description`, 'Triggers one event, in the sandbox alone.'),
  ),
  trigger.identical('docs-description-in-markdown', 'Wording is no promise.', (d) =>
    put(
      d,
      `${TRIGGER}/description`,
      '# Trigger\n\n**One** event.\n\n```json\n{ "event_type": "other" }\n```\n',
    ),
  ),
  trigger.identical('docs-description-of-property', 'Wording is no promise.', (d) =>
    put(d, `${EVENT}/event_type/description`, 'One of the supported events.'),
  ),
  trigger.identical('docs-description-removed', 'Wording is no promise.', (d) => {
    drop(d, `${EVENT}/event_type/description`);
  }),
  trigger.identical('docs-description-of-response', 'Wording is no promise.', (d) =>
    put(d, '/components/responses/409-conflict/description', 'The resource is in another state.'),
  ),
  trigger.identical('docs-description-of-server', 'Wording is no promise.', (d) =>
    put(d, '/servers/1/description', 'Live'),
  ),
  trigger.identical('docs-tag-renamed', 'Tags group pages.', (d) => {
    put(d, `${TRIGGER}/tags`, ['Events']);
    put(d, '/tags/2/name', 'Events');
  }),
  trigger.identical('docs-tags-dropped', 'Tags group pages.', (d) => {
    drop(d, '/tags');
    drop(d, `${TRIGGER}/tags`);
  }),
  trigger.identical('docs-tag-added-to-operation', 'Tags group pages.', (d) =>
    add(d, `${TRIGGER}/tags`, 'Registrations'),
  ),
  trigger.identical('docs-title-of-api', 'Info is for people.', (d) =>
    put(d, '/info/title', 'Qonto Onboarding API'),
  ),
  trigger.identical('docs-version-of-api', 'Info is for people.', (d) => put(d, '/info/version', '1.1')),
  trigger.identical('docs-license', 'Info is for people.', (d) => drop(d, '/info/license')),
  trigger.identical('docs-contact-and-terms', 'Info is for people.', (d) =>
    extend(d, '/info', {
      contact: { name: 'Support', email: 'support@example.com' },
      termsOfService: 'https://example.com/terms',
    }),
  ),
  trigger.identical('docs-external-docs', 'A link is no promise.', (d) =>
    put(d, `${TRIGGER}/externalDocs`, { url: 'https://docs.qonto.com' }),
  ),
  trigger.identical('docs-title-of-schema', 'A title is for people.', (d) =>
    put(d, `${SCHEMAS}/event/title`, 'Webhook event'),
  ),
  trigger.identical('docs-extension-added', 'Extensions are for tools.', (d) =>
    put(d, `${TRIGGER}/x-codeSamples`, [{ lang: 'Shell', source: 'curl …' }]),
  ),
  trigger.identical('docs-extension-in-schema', 'Extensions are for tools.', (d) =>
    put(d, `${EVENT}/id/x-faker`, 'string.uuid'),
  ),
  trigger.identical('docs-description-of-request-body', 'Wording is no promise.', (d) =>
    put(d, `${TRIGGER}/requestBody/description`, 'Which event, and for which registration.'),
  ),
  trigger.identical('docs-description-says-required', 'Prose does not make a header required.', (d) =>
    put(
      d,
      '/components/parameters/X-Qonto-Staging-Token/description',
      'Always required. Must match `^stg_`.',
    ),
  ),
  trigger.identical('docs-description-says-enum', 'Prose does not make an enum.', (d) =>
    put(d, `${TRIGGER_BODY}/properties/resource_id/description`, 'Enum: one of the registrations.'),
  ),
  trigger.identical('docs-security-scheme-descriptions-gone', 'Wording is no promise.', (d) => {
    drop(d, '/components/securitySchemes/apiKey/description');
    drop(d, '/components/securitySchemes/qontoPartnerId/description');
  }),
  registrations.identical('docs-all-at-once', 'Wording is no promise, however much of it changes.', (d) => {
    put(d, '/info/version', '2.5');
    put(d, '/info/description', 'Everything about partners.');
    put(d, `${LIST}/summary`, 'All registrations');
    put(d, `${LIST}/parameters/2/description`, 'Filter by status.');
    put(d, `${SCHEMAS}/Registration/description`, 'A registration as it is now.');
    put(d, '/tags/0/description', 'About registrations.');
  }),
  registrations.identical(
    'docs-property-named-description',
    'A description changes, beside a property of that name.',
    (d) => {
      put(d, `${SCHEMAS}/Meta/description`, 'Where the page stands.');
    },
  ),
  registrations.identical('docs-header-description', 'Wording is no promise.', (d) =>
    put(d, `${LIST}/responses/200/headers/X-Total-Count/description`, 'Total.'),
  ),
  registrations.identical('docs-discriminated-branches-described', 'Wording is no promise.', (d) => {
    put(d, `${SCHEMAS}/PersonOwner/title`, 'A person');
    put(d, `${SCHEMAS}/CompanyOwner/title`, 'A company');
  }),
  registrations.identical('docs-xml-hint', 'XML names mean nothing in JSON.', (d) =>
    put(d, `${SCHEMAS}/Person/xml`, { name: 'person' }),
  ),
  registrations.announced(
    'property-named-description-added',
    'A new response field that only looks like documentation.',
    (d) => put(d, `${SCHEMAS}/Registration/properties/description`, { type: 'string' }),
  ),
  registrations.breaking(
    'property-named-title-becomes-required',
    'A field of that name is asked for, which only looks like documentation.',
    (d) => {
      put(d, `${SCHEMAS}/OrganizationRequest/properties/title`, { type: 'string' });
      add(d, `${SCHEMAS}/OrganizationRequest/required`, 'title');
    },
    { places: [`${SCHEMAS}/OrganizationRequest`] },
  ),
  subscriptions.identical('docs-comment-keyword', '$comment is for authors.', (d) =>
    put(d, `${NEW}/retries/$comment`, 'Raised in spring.'),
  ),
  subscriptions.identical(
    'docs-description-beside-a-reference',
    'In 3.1 a description may stand beside a $ref.',
    (d) => {
      put(d, `${NEW}/filter/description`, 'Which events to send.');
    },
  ),
  subscriptions.identical('docs-info-summary', 'Info is for people.', (d) =>
    put(d, '/info/summary', 'Webhooks, and who gets them.'),
  ),
  subscriptions.identical('docs-webhook-summary', 'Wording is no promise.', (d) =>
    put(d, '/webhooks/delivery/post/summary', 'One delivery'),
  ),
  subscriptions.identical('docs-description-of-path', 'Wording is no promise.', (d) =>
    put(d, '/paths/~1subscriptions/description', 'All of a partner.'),
  ),
];

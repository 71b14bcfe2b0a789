import {
  add,
  type Candidate,
  candidatesOf,
  drop,
  EVENT,
  extend,
  LIST,
  listAt,
  move,
  ONE,
  put,
  SCHEMAS,
  SUBSCRIPTION,
  TRIGGER,
  TRIGGER_BODY,
  TRIGGER_PATH,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');

/** A candidate on which careful people disagree: `why` argues for its label, `otherwise` for the other reading. */
export interface Disputed extends Candidate {
  otherwise: string;
}

/** Looked at by hand, and held against nobody: no test asks for these labels. */
export const disputed: readonly Disputed[] = [
  {
    ...trigger.breaking('disputed-error-status-added', 'A 429 could not come before.', (d) =>
      put(d, `${TRIGGER}/responses/429`, { description: 'Too many requests.' }),
    ),
    otherwise: 'The published limits announce it, and every client has to bear errors that no page lists.',
  },
  {
    ...trigger.breaking('disputed-default-response-added', 'Any status may come.', (d) =>
      put(d, `${TRIGGER}/responses/default`, { description: 'Anything else.' }),
    ),
    otherwise: 'A default only documents the body of errors that could always come.',
  },
  {
    ...subscriptions.breaking(
      'disputed-404-becomes-4xx',
      'A 400 or 403 may come, where only 404 was documented.',
      (d) => move(d, `${SUBSCRIPTION}/get/responses/404`, `${SUBSCRIPTION}/get/responses/4XX`),
    ),
    otherwise: 'The 404 itself is promised as before, and new client errors are for the caller to bear.',
  },
  {
    ...trigger.breaking(
      'disputed-error-status-dropped',
      'Who reads errors of a 400 finds no promise any more.',
      (d) => drop(d, `${TRIGGER}/responses/400`),
    ),
    otherwise: 'No code was documented for it, and an answer that never comes harms nobody.',
  },
  {
    ...registrations.breaking(
      'disputed-optional-query-parameter-removed',
      'A filter that is no longer read gives other results.',
      (d) => drop(d, `${LIST}/parameters/3`),
    ),
    otherwise: 'The request is still accepted: unknown query parameters are passed over.',
  },
  {
    ...trigger.breaking('disputed-optional-header-removed', 'A header that was documented is gone.', (d) =>
      drop(d, `${TRIGGER}/parameters`),
    ),
    otherwise: 'Headers that nobody reads may always be sent.',
  },
  {
    ...trigger.compatible(
      'disputed-open-body-loses-property',
      'The body is open: what is sent is still accepted.',
      (d) => {
        listAt(d, `${TRIGGER_BODY}/required`).pop();
        drop(d, `${TRIGGER_BODY}/properties/event_type`);
      },
    ),
    otherwise: 'Nobody promises any more that event_type is read.',
  },
  {
    ...registrations.compatible(
      'disputed-optional-field-documented-in-open-body',
      'A new optional field is announced.',
      (d) => put(d, `${SCHEMAS}/RegistrationBase/properties/reference`, { type: 'string', maxLength: 10 }),
    ),
    otherwise: 'Any value of that name was accepted before; this is why it is only announced, not widening.',
  },
  {
    ...registrations.breaking('disputed-owner-kind-added', 'An object of a third form may come.', (d) => {
      put(d, `${SCHEMAS}/TrustOwner`, {
        type: 'object',
        required: ['kind'],
        properties: { kind: { type: 'string', enum: ['trust'] } },
      });
      add(d, `${SCHEMAS}/Registration/properties/owner/oneOf`, { $ref: '#/components/schemas/TrustOwner' });
    }),
    otherwise: 'It is a new value of the enum kind, which is announced, with fields that are new.',
  },
  {
    ...registrations.breaking(
      'disputed-owner-kind-removed',
      'The documented legal_number of an owner disappears.',
      (d) => {
        drop(d, `${SCHEMAS}/Registration/properties/owner/oneOf/1`);
        drop(d, `${SCHEMAS}/Registration/properties/owner/discriminator/mapping/company`);
      },
    ),
    otherwise: 'Fewer answers may come, and each of them could come before.',
  },
  {
    ...trigger.compatible(
      'disputed-response-enum-gone',
      'New values are announced, and no list means any of them.',
      (d) => drop(d, `${EVENT}/resource_type/enum`),
    ),
    otherwise: 'Any text may come: that is more than a new value.',
  },
  {
    ...trigger.breaking(
      'disputed-property-becomes-read-only',
      'A field that was sent is not to be sent.',
      (d) => put(d, `${TRIGGER_BODY}/properties/resource_id/readOnly`, true),
    ),
    otherwise: 'OpenAPI says SHOULD NOT, so who sends it may still be heard.',
  },
  {
    ...subscriptions.breaking(
      'disputed-read-only-dropped-in-31',
      'id is required of requests from now on.',
      (d) => drop(d, `${SCHEMAS}/Subscription/properties/id/readOnly`),
    ),
    otherwise: 'Since 3.1 readOnly is an annotation, so required counted for requests before as well.',
  },
  {
    ...trigger.breaking('disputed-trailing-slash', 'Another path, by the letter.', (d) =>
      move(d, TRIGGER_PATH, '/paths/~1register~1dev~1trigger_event~1'),
    ),
    otherwise: 'Many servers take both.',
  },
  {
    ...trigger.identical('disputed-server-trailing-slash', 'Every tool joins the two with one slash.', (d) =>
      put(d, '/servers/0/url', 'https://thirdparty-sandbox.staging.qonto.co/'),
    ),
    otherwise: 'OpenAPI appends the path as it is, which gives two slashes.',
  },
  {
    ...trigger.identical('disputed-servers-reordered', 'The list has no first among equals.', (d) => {
      listAt(d, '/servers').reverse();
    }),
    otherwise: 'Tools take the first by default, and would go to production.',
  },
  {
    ...trigger.identical(
      'disputed-security-header-in-lower-case',
      'HTTP compares names of headers without case.',
      (d) => put(d, '/components/securitySchemes/qontoPartnerId/name', 'qonto-partner-id'),
    ),
    otherwise: 'The gate in front of the sandbox is said to compare them by their letters.',
  },
  {
    ...trigger.identical('disputed-operation-id', 'It is never on the wire.', (d) =>
      put(d, `${TRIGGER}/operationId`, 'triggerEvent'),
    ),
    otherwise: 'Generated clients name their functions after it, and contracts name the operation by it.',
  },
  {
    ...trigger.compatible('disputed-pointer-in-documented-error', 'The code is what is branched on.', (d) =>
      put(d, '/components/examples/conflict/value/errors/0/source/pointer', '/type'),
    ),
    otherwise: 'A form that marks the field at the pointer finds another one.',
  },
  {
    ...registrations.compatible(
      'disputed-default-of-query-parameter',
      'The same requests are accepted.',
      (d) => put(d, `${LIST}/parameters/1/schema/default`, 50),
    ),
    otherwise: 'Who leaves it out gets another page size.',
  },
  {
    ...registrations.breaking(
      'disputed-optional-response-header-removed',
      'The documented header is gone.',
      (d) => drop(d, `${LIST}/responses/200/headers/X-Next-Page`),
    ),
    otherwise: 'It never had to come.',
  },
  {
    ...registrations.breaking('disputed-response-media-type-added', 'A PDF may come.', (d) =>
      put(d, `${ONE}/get/responses/200/content/application~1pdf`, {
        schema: { type: 'string', format: 'binary' },
      }),
    ),
    otherwise: 'It comes only to who asks for it.',
  },
  {
    ...registrations.identical(
      'disputed-nullable-beside-a-reference',
      'By 3.0.3 nullable counts only beside a type.',
      (d) =>
        put(d, `${SCHEMAS}/Registration/properties/capital`, {
          nullable: true,
          allOf: [{ $ref: '#/components/schemas/Money' }],
        }),
    ),
    otherwise: 'Everybody who writes so means that null may come.',
  },
  {
    ...registrations.identical(
      'disputed-allow-reserved',
      'An allowReserved flag changes nothing for dates.',
      (d) => extend(d, `${LIST}/parameters/3`, { allowReserved: true }),
    ),
    otherwise: 'Colons and plus signs may then be sent as they are.',
  },
];

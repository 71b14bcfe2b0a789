import type { Json, JsonObject } from '../../../src/json.ts';
import { convertTo31 } from '../refactor.ts';
import {
  add,
  at,
  type Candidate,
  CREATE,
  CREATED,
  candidatesOf,
  DELIVERIES,
  drop,
  dropAll,
  ERROR,
  EVENT,
  extend,
  FILES,
  LIST,
  listAt,
  move,
  NEW,
  ONE,
  objectAt,
  put,
  replaceTexts,
  SCHEMAS,
  SUBSCRIPTION,
  SUBSCRIPTIONS,
  TRIGGER,
  TRIGGER_BODY,
  TRIGGER_PATH,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');

const CHANGE = `${SCHEMAS}/RegistrationChange/properties`;
const BASE_REQUEST = `${SCHEMAS}/RegistrationBase/properties`;
const SCHEMES = '/components/securitySchemes';
const REFERENCE = '#/components/schemas/';

/** Renames a component of `components.schemas`, with every reference to it. */
function rename(document: JsonObject, from: string, to: string): void {
  move(document, `${SCHEMAS}/${from}`, `${SCHEMAS}/${to}`);
  replaceTexts(document, REFERENCE + from, REFERENCE + to);
}

/** Moves what stands at a pointer into a component, and leaves a reference. */
function extract(document: JsonObject, pointer: string, section: string, name: string): void {
  const components = objectAt(document, '/components');
  components[section] ??= {};
  put(document, `/components/${section}/${name}`, at(document, pointer));
  put(document, pointer, { $ref: `#/components/${section}/${name}` });
}

/** Changes what stands at a pointer to what `change` makes of it. */
function alter(document: JsonObject, pointer: string, change: (value: JsonObject) => Json): void {
  put(document, pointer, change(objectAt(document, pointer)));
}

/** The same document in other words. */
export const refactors: readonly Candidate[] = [
  trigger.identical('refactor-to-31', 'Another version of OpenAPI, and the same operation.', (d) =>
    convertTo31(d),
  ),
  trigger.identical('refactor-to-32', 'Another version of OpenAPI, and the same operation.', (d) => {
    convertTo31(d);
    put(d, '/openapi', '3.2.0');
  }),
  trigger.identical('refactor-patch-version', 'A patch of OpenAPI changes no meaning.', (d) =>
    put(d, '/openapi', '3.0.4'),
  ),
  trigger.identical('refactor-event-inlined', 'The schema stands where its reference stood.', (d) => {
    put(d, `${CREATED}/properties/event`, drop(d, `${SCHEMAS}/event`));
  }),
  trigger.identical('refactor-body-extracted', 'A reference to the schema that stood there.', (d) =>
    extract(d, TRIGGER_BODY, 'schemas', 'trigger-request'),
  ),
  trigger.identical('refactor-request-body-extracted', 'A reference to the body that stood there.', (d) =>
    extract(d, `${TRIGGER}/requestBody`, 'requestBodies', 'trigger'),
  ),
  trigger.identical('refactor-response-extracted', 'A reference to the response that stood there.', (d) =>
    extract(d, `${TRIGGER}/responses/201`, 'responses', '201-created'),
  ),
  trigger.identical('refactor-error-item-extracted', 'A reference to the schema that stood there.', (d) =>
    extract(d, ERROR, 'schemas', 'error'),
  ),
  trigger.identical(
    'refactor-every-property-extracted',
    'References to the schemas that stood there.',
    (d) => {
      for (const name of Object.keys(objectAt(d, EVENT)))
        extract(d, `${EVENT}/${name}`, 'schemas', `event_${name}`);
    },
  ),
  trigger.identical(
    'refactor-chain-of-references',
    'A reference to a reference leads to the same schema.',
    (d) => {
      put(d, `${SCHEMAS}/one`, { $ref: '#/components/schemas/two' });
      put(d, `${SCHEMAS}/two`, { $ref: '#/components/schemas/event' });
      put(d, `${CREATED}/properties/event`, { $ref: '#/components/schemas/one' });
    },
  ),
  trigger.identical(
    'refactor-responses-inlined',
    'The responses stand where their references stood.',
    (d) => {
      for (const [status, name] of [
        ['400', '400-bad-request'],
        ['401', '401-unauthorized'],
        ['409', '409-conflict'],
        ['500', '500-internal-servor-error'],
      ]) {
        put(d, `${TRIGGER}/responses/${status}`, drop(d, `/components/responses/${name}`));
      }
    },
  ),
  trigger.identical('refactor-parameter-inlined', 'The parameter stands where its reference stood.', (d) => {
    put(d, `${TRIGGER}/parameters/0`, drop(d, '/components/parameters/X-Qonto-Staging-Token'));
    drop(d, '/components/parameters');
  }),
  trigger.identical('refactor-parameter-to-path', 'A parameter of the path is one of its operations.', (d) =>
    move(d, `${TRIGGER}/parameters`, `${TRIGGER_PATH}/parameters`),
  ),
  trigger.identical('refactor-components-renamed', 'Names of components mean nothing.', (d) => {
    rename(d, 'event', 'WebhookEvent');
    rename(d, 'errors', 'ErrorList');
  }),
  trigger.identical('refactor-typo-in-component-mended', 'Names of components mean nothing.', (d) => {
    move(
      d,
      '/components/responses/500-internal-servor-error',
      '/components/responses/500-internal-server-error',
    );
    put(d, `${TRIGGER}/responses/500/$ref`, '#/components/responses/500-internal-server-error');
  }),
  trigger.identical('refactor-schemes-renamed', 'Names of components mean nothing.', (d) => {
    move(d, `${SCHEMES}/apiKey`, `${SCHEMES}/bearerToken`);
    move(d, `${SCHEMES}/qontoPartnerId`, `${SCHEMES}/apiKey`);
    put(d, '/security', [{ bearerToken: [], apiKey: [] }]);
    put(d, `${TRIGGER}/security`, [{ apiKey: [], bearerToken: [] }]);
  }),
  trigger.identical(
    'refactor-security-to-root',
    'The operation takes what the root says, which is the same.',
    (d) => drop(d, `${TRIGGER}/security`),
  ),
  trigger.identical('refactor-security-off-the-root', 'The one operation says it for itself.', (d) =>
    drop(d, '/security'),
  ),
  trigger.identical(
    'refactor-scheme-as-header-parameter',
    'The same header has to be sent, declared as a parameter.',
    (d) => {
      drop(d, `${SCHEMES}/qontoPartnerId`);
      put(d, '/security', [{ apiKey: [] }]);
      put(d, `${TRIGGER}/security`, [{ apiKey: [] }]);
      add(d, `${TRIGGER}/parameters`, {
        name: 'Qonto-Partner-Id',
        in: 'header',
        required: true,
        schema: { type: 'string' },
      });
    },
  ),
  trigger.identical('refactor-servers-on-path', 'The servers of the root, for the only path.', (d) =>
    put(d, `${TRIGGER_PATH}/servers`, drop(d, '/servers')),
  ),
  trigger.identical(
    'refactor-servers-on-operation',
    'The servers of the root, for the only operation.',
    (d) => put(d, `${TRIGGER}/servers`, drop(d, '/servers')),
  ),
  trigger.identical('refactor-prefix-to-servers', 'Server and path together give the same URL.', (d) => {
    for (const index of [0, 1])
      put(d, `/servers/${index}/url`, `${String(at(d, `/servers/${index}/url`))}/register`);
    move(d, TRIGGER_PATH, '/paths/~1dev~1trigger_event');
  }),
  trigger.identical('refactor-default-port', '443 is the port of https.', (d) =>
    put(d, '/servers/0/url', `${String(at(d, '/servers/0/url'))}:443`),
  ),
  trigger.identical('refactor-host-in-capitals', 'Hosts and schemes are compared without case.', (d) =>
    put(d, '/servers/1/url', 'HTTPS://Onboarding-Partners.QONTO.com'),
  ),
  trigger.identical(
    'refactor-server-variable-of-one-value',
    'The variable can take the one value that stood there.',
    (d) => {
      put(d, '/servers/1', {
        url: 'https://{host}.qonto.com',
        variables: { host: { default: 'onboarding-partners', enum: ['onboarding-partners'] } },
      });
    },
  ),
  trigger.identical('refactor-defaults-spelt-out', 'What is left out means the same.', (d) => {
    extend(d, '/components/parameters/X-Qonto-Staging-Token', {
      required: false,
      style: 'simple',
      explode: false,
      deprecated: false,
    });
    put(d, `${TRIGGER}/requestBody/required`, false);
    put(d, `${TRIGGER}/deprecated`, false);
    put(d, `${TRIGGER_BODY}/additionalProperties`, true);
    extend(d, `${SCHEMAS}/errors/properties/errors`, { minItems: 0, uniqueItems: false });
    extend(d, `${EVENT}/event_type`, { minLength: 0, nullable: false });
  }),
  trigger.identical('refactor-open-by-empty-schema', 'The empty schema takes what true takes.', (d) =>
    put(d, `${SCHEMAS}/event/additionalProperties`, {}),
  ),
  trigger.identical('refactor-explode-of-a-single-header', 'A single text looks the same either way.', (d) =>
    put(d, '/components/parameters/X-Qonto-Staging-Token/explode', true),
  ),
  trigger.identical('refactor-wrapped-in-allof', 'An allOf of one schema is that schema.', (d) => {
    alter(d, TRIGGER_BODY, (schema) => ({ allOf: [schema] }));
    alter(d, `${CREATED}/properties/event`, (schema) => ({ allOf: [schema] }));
  }),
  trigger.identical(
    'refactor-wrapped-in-oneof-and-anyof',
    'A oneOf or anyOf of one schema is that schema.',
    (d) => {
      alter(d, TRIGGER_BODY, (schema) => ({ anyOf: [schema] }));
      alter(d, `${CREATED}/properties/event`, (schema) => ({ oneOf: [schema] }));
    },
  ),
  trigger.identical('refactor-event-split-by-allof', 'Both parts together say what the whole said.', (d) => {
    const { created_at, event_type, ...others } = objectAt(d, EVENT);
    put(d, `${SCHEMAS}/event`, {
      allOf: [
        { type: 'object', required: ['id', 'resource_type', 'resource_id'], properties: others },
        {
          type: 'object',
          required: ['created_at', 'event_type'],
          properties: { created_at: created_at ?? {}, event_type: event_type ?? {} },
        },
      ],
    });
  }),
  trigger.identical('refactor-required-apart', 'required may stand in a branch of its own.', (d) => {
    const required = drop(d, `${TRIGGER_BODY}/required`);
    put(d, `${TRIGGER_BODY}/allOf`, [{ required }]);
  }),
  trigger.identical('refactor-double-negation', 'What is not not a schema is that schema.', (d) =>
    alter(d, `${TRIGGER_BODY}/properties/event_type`, () => ({
      not: { not: { type: 'string', enum: ['registrations.pending'] } },
      example: 'registrations.pending',
    })),
  ),
  trigger.identical(
    'refactor-enum-as-oneof',
    'A oneOf of one-value enums takes the values of the enum.',
    (d) =>
      put(d, `${EVENT}/resource_type`, {
        oneOf: [{ type: 'string', enum: ['registration'] }],
        example: 'registration',
      }),
  ),
  trigger.identical('refactor-branch-twice', 'A value that stands twice is no second value.', (d) =>
    put(d, `${TRIGGER_BODY}/properties/event_type`, {
      anyOf: [
        { type: 'string', enum: ['registrations.pending'] },
        { type: 'string', enum: ['registrations.pending'] },
      ],
      example: 'registrations.pending',
    }),
  ),
  trigger.identical('refactor-required-twice-over-allof', 'What is required twice is required once.', (d) =>
    put(d, `${TRIGGER_BODY}/allOf`, [
      { required: ['resource_id'] },
      { required: ['event_type', 'resource_id'] },
    ]),
  ),
  trigger.identical('refactor-enum-limit-redundant', 'No value of the enum is longer.', (d) =>
    extend(d, `${TRIGGER_BODY}/properties/event_type`, { maxLength: 200, minLength: 1 }),
  ),
  trigger.identical('refactor-unused-components-added', 'Nothing leads to them.', (d) => {
    put(d, `${SCHEMAS}/unused`, { type: 'string' });
    put(d, '/components/headers', { 'X-Unused': { schema: { type: 'string' } } });
    put(d, '/components/responses/unused', { description: 'Never given.' });
  }),
  trigger.identical('refactor-media-type-in-capitals', 'Media types are compared without case.', (d) =>
    move(
      d,
      `${TRIGGER}/responses/201/content/application~1json`,
      `${TRIGGER}/responses/201/content/Application~1JSON`,
    ),
  ),
  trigger.identical('refactor-media-type-charset', 'JSON is in UTF-8 whether it is said or not.', (d) =>
    move(
      d,
      `${TRIGGER}/responses/201/content/application~1json`,
      `${TRIGGER}/responses/201/content/application~1json; charset=utf-8`,
    ),
  ),
  registrations.identical(
    'refactor-registrations-to-31',
    'Another version of OpenAPI, and the same operations.',
    (d) => convertTo31(d),
  ),
  registrations.identical(
    'refactor-path-variable-renamed',
    'The name of a variable of the path is not sent.',
    (d) => {
      move(d, ONE, '/paths/~1registrations~1{id}');
      put(d, '/paths/~1registrations~1{id}/parameters/0/name', 'id');
    },
  ),
  registrations.identical(
    'refactor-path-parameters-to-operations',
    'Each operation says what its path said.',
    (d) => {
      const parameters = drop(d, `${ONE}/parameters`);
      for (const method of ['get', 'patch', 'delete']) {
        put(d, `${ONE}/${method}/parameters`, structuredClone(parameters));
      }
    },
  ),
  registrations.identical(
    'refactor-parameters-in-another-order',
    'The order of parameters has no meaning.',
    (d) => {
      listAt(d, `${LIST}/parameters`).reverse();
    },
  ),
  registrations.identical(
    'refactor-header-name-in-lower-case',
    'Names of headers are compared without case.',
    (d) => put(d, '/components/parameters/request-id/name', 'x-request-id'),
  ),
  registrations.identical(
    'refactor-response-header-in-lower-case',
    'Names of headers are compared without case.',
    (d) => move(d, `${CREATE}/responses/201/headers/Location`, `${CREATE}/responses/201/headers/location`),
  ),
  registrations.identical(
    'refactor-style-defaults',
    'form and explode are what a query has by default.',
    (d) => {
      extend(d, `${LIST}/parameters/2`, { style: 'form', explode: true });
      extend(d, `${LIST}/parameters/0`, { style: 'form', explode: false });
      extend(d, `${ONE}/parameters/0`, { style: 'simple', explode: false });
    },
  ),
  registrations.identical('refactor-digits-in-pattern', 'In a pattern \\d is [0-9].', (d) => {
    put(d, `${SCHEMAS}/OrganizationRequest/properties/legal_number/pattern`, '^\\d{9}$');
    put(d, `${SCHEMAS}/Address/properties/postcode/pattern`, '^[0-9][0-9][0-9][0-9][0-9]$');
    put(d, `${SCHEMAS}/Address/properties/country/pattern`, '^(?:[A-Z][A-Z])$');
  }),
  registrations.identical('refactor-pattern-implies-length', 'The pattern allows no other length.', (d) =>
    extend(d, `${SCHEMAS}/OrganizationRequest/properties/legal_number`, { minLength: 9, maxLength: 9 }),
  ),
  registrations.identical(
    'refactor-inheritance-flattened',
    'The branches of allOf, written as one schema.',
    (d) => {
      const base = structuredClone(objectAt(d, `${SCHEMAS}/RegistrationBase`)) as { properties: JsonObject };
      const own = objectAt(d, `${SCHEMAS}/CompanyRegistration/allOf/1`) as { properties: JsonObject };
      put(d, `${SCHEMAS}/CompanyRegistration`, {
        type: 'object',
        required: ['organization', 'partner_user', 'locale', 'legal_flow'],
        properties: { ...base.properties, ...own.properties },
      });
    },
  ),
  registrations.identical('refactor-inheritance-nested', 'allOf within allOf is one allOf.', (d) =>
    alter(d, `${SCHEMAS}/FreelancerRegistration`, (schema) => ({ allOf: [{ allOf: [schema] }, {}] })),
  ),
  registrations.identical(
    'refactor-discriminator-mapping-by-name',
    'A mapping may name the component alone.',
    (d) =>
      put(d, `${SCHEMAS}/RegistrationRequest/discriminator/mapping`, {
        existing_company: 'CompanyRegistration',
        freelancer: 'FreelancerRegistration',
      }),
  ),
  registrations.identical(
    'refactor-oneof-branches-reordered',
    'The order of branches has no meaning.',
    (d) => {
      listAt(d, `${SCHEMAS}/RegistrationRequest/oneOf`).reverse();
      listAt(d, `${SCHEMAS}/Registration/properties/owner/oneOf`).reverse();
      listAt(d, `${CHANGE}/owner/anyOf`).reverse();
    },
  ),
  registrations.identical(
    'refactor-oneof-of-disjoint-to-anyof',
    'No value is of both kinds, so one and any are the same.',
    (d) =>
      move(
        d,
        `${SCHEMAS}/Registration/properties/owner/oneOf`,
        `${SCHEMAS}/Registration/properties/owner/anyOf`,
      ),
  ),
  registrations.identical(
    'refactor-anyof-of-disjoint-to-oneof',
    'No value is text and number, so any and one are the same.',
    (d) => move(d, `${CHANGE}/owner/anyOf`, `${CHANGE}/owner/oneOf`),
  ),
  registrations.identical('refactor-integer-as-number', 'Whole numbers, spelt either way.', (d) =>
    extend(d, `${CHANGE}/priority`, { type: 'number', multipleOf: 1 }),
  ),
  registrations.identical(
    'refactor-integer-bounds-exclusive',
    'Between whole numbers, above -1 is from 0.',
    (d) =>
      extend(d, `${CHANGE}/priority`, {
        minimum: -1,
        exclusiveMinimum: true,
        maximum: 10,
        exclusiveMaximum: true,
      }),
  ),
  registrations.identical('refactor-integer-bounds-by-enum', 'Ten whole numbers, named one by one.', (d) =>
    put(d, `${CHANGE}/priority`, { type: 'integer', enum: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }),
  ),
  registrations.identical('refactor-bounds-over-allof', 'Both bounds count, wherever they stand.', (d) =>
    put(d, `${CHANGE}/priority`, {
      allOf: [{ type: 'integer', minimum: 0 }, { maximum: 9 }, { maximum: 90 }],
    }),
  ),
  registrations.identical(
    'refactor-not-enum-as-allof-of-nots',
    'Neither of two is what is not one of both.',
    (d) =>
      put(d, `${CHANGE}/nickname`, {
        type: 'string',
        allOf: [{ not: { enum: ['admin'] } }, { not: { enum: ['root'] } }],
      }),
  ),
  registrations.identical('refactor-enum-split-over-oneof', 'The values of an enum, branch by branch.', (d) =>
    put(d, `${SCHEMAS}/Status`, {
      type: 'string',
      oneOf: [{ enum: ['pending'] }, { enum: ['submitted', 'accepted'] }, { enum: ['refused'] }],
    }),
  ),
  registrations.identical('refactor-enum-reordered', 'The order of an enum has no meaning.', (d) => {
    listAt(d, `${SCHEMAS}/Status/enum`).reverse();
    listAt(d, `${BASE_REQUEST}/locale/enum`).reverse();
  }),
  registrations.identical('refactor-closed-by-not', 'false takes nothing, and so does not {}.', (d) =>
    put(d, `${SCHEMAS}/Address/additionalProperties`, { not: {} }),
  ),
  registrations.identical(
    'refactor-recursive-schema-unrolled-once',
    'One turn of a circle more leads to the same values.',
    (d) => {
      put(d, `${SCHEMAS}/Subsidiary`, structuredClone(at(d, `${SCHEMAS}/Organization`)));
      put(d, `${SCHEMAS}/Organization/properties/subsidiaries/items`, {
        $ref: '#/components/schemas/Subsidiary',
      });
    },
  ),
  registrations.identical('refactor-recursive-schema-renamed', 'Names of components mean nothing.', (d) =>
    rename(d, 'Organization', 'Company'),
  ),
  registrations.identical(
    'refactor-shared-schema-duplicated',
    'Two equal components, where one was shared.',
    (d) => {
      put(d, `${SCHEMAS}/Amount`, structuredClone(at(d, `${SCHEMAS}/Money`)));
      put(d, `${SCHEMAS}/Registration/properties/capital/$ref`, '#/components/schemas/Amount');
    },
  ),
  registrations.identical(
    'refactor-response-header-extracted',
    'A reference to the header that stood there.',
    (d) => extract(d, `${LIST}/responses/200/headers/X-Total-Count`, 'headers', 'total'),
  ),
  registrations.identical(
    'refactor-callback-extracted',
    'A reference to the callback that stood there.',
    (d) => extract(d, `${CREATE}/callbacks/statusChanged`, 'callbacks', 'status-changed'),
  ),
  registrations.identical('refactor-callback-renamed', 'The name of a callback is not sent.', (d) =>
    move(d, `${CREATE}/callbacks/statusChanged`, `${CREATE}/callbacks/onStatus`),
  ),
  registrations.identical(
    'refactor-encoding-default-spelt-out',
    'A text is sent as text/plain by default.',
    (d) =>
      put(d, `${FILES}/requestBody/content/multipart~1form-data/encoding/comment`, {
        contentType: 'text/plain',
      }),
  ),
  subscriptions.identical('refactor-const-as-enum', 'A const is an enum of one.', (d) => {
    put(d, `${NEW}/version`, { enum: [1] });
    put(d, `${SCHEMAS}/Delivery/properties/version`, { type: 'integer', enum: [1] });
  }),
  subscriptions.identical(
    'refactor-enum-as-oneof-of-consts',
    'One const each, with a title of its own.',
    (d) =>
      put(d, `${SCHEMAS}/EventName`, {
        oneOf: [
          { const: 'registrations.pending', title: 'Pending' },
          { const: 'registrations.completed', title: 'Completed' },
          { const: 'organizations.deleted', title: 'Deleted' },
        ],
      }),
  ),
  subscriptions.identical('refactor-enum-gets-the-type-of-its-values', 'Each value is a text already.', (d) =>
    put(d, `${SCHEMAS}/EventName/type`, 'string'),
  ),
  subscriptions.identical('refactor-type-list-as-anyof', 'Text or null, spelt as two branches.', (d) => {
    put(d, `${NEW}/secret`, { anyOf: [{ type: 'string', minLength: 20 }, { type: 'null' }] });
    put(d, `${SCHEMAS}/Subscription/properties/paused_until`, {
      oneOf: [{ type: 'null' }, { type: 'string', format: 'date-time' }],
    });
  }),
  subscriptions.identical('refactor-anyof-with-null-as-type-list', 'Text or null, spelt as a list.', (d) =>
    put(d, `${SCHEMAS}/Subscription/properties/note`, { type: ['null', 'string'], maxLength: 500 }),
  ),
  subscriptions.identical(
    'refactor-exclusive-bound-of-integers',
    'Between whole numbers, above 0 is from 1.',
    (d) => {
      drop(d, `${SUBSCRIPTIONS}/get/parameters/1/schema/exclusiveMinimum`);
      put(d, `${SUBSCRIPTIONS}/get/parameters/1/schema/minimum`, 1);
    },
  ),
  subscriptions.identical('refactor-bounds-both-ways', 'The looser of two bounds is idle.', (d) => {
    extend(d, `${NEW}/timeout`, { minimum: 0, maximum: 60 });
    extend(d, `${NEW}/retries`, { exclusiveMinimum: -1, exclusiveMaximum: 11 });
  }),
  subscriptions.identical(
    'refactor-condition-as-anyof',
    'Either it is not basic, or there is a user.',
    (d) => {
      dropAll(d, `${NEW}/authentication/if`, `${NEW}/authentication/then`);
      put(d, `${NEW}/authentication/anyOf`, [
        { not: { properties: { kind: { const: 'basic' } } } },
        { required: ['user'] },
      ]);
    },
  ),
  subscriptions.identical('refactor-condition-turned-round', 'A negated if swaps then and else.', (d) => {
    const authentication = `${NEW}/authentication`;
    put(d, `${authentication}/if`, { not: at(d, `${authentication}/if`) });
    move(d, `${authentication}/then`, `${authentication}/else`);
  }),
  subscriptions.identical('refactor-condition-without-if', 'then counts for nothing without an if.', (d) =>
    put(d, `${NEW}/proxy/then`, { required: ['user'] }),
  ),
  subscriptions.identical(
    'refactor-dependent-required-as-schemas',
    'The same demand as a schema that depends on the field.',
    (d) => {
      drop(d, `${NEW}/proxy/dependentRequired`);
      put(d, `${NEW}/proxy/dependentSchemas`, { port: { required: ['host'] } });
    },
  ),
  subscriptions.identical(
    'refactor-pattern-property-spelt-otherwise',
    'Both patterns match the same names.',
    (d) => move(d, `${NEW}/headers/patternProperties/^X-`, `${NEW}/headers/patternProperties/^[X]-`),
  ),
  subscriptions.identical(
    'refactor-closed-by-unevaluated',
    'With no branches, unevaluated and additional are the same.',
    (d) => move(d, `${NEW}/headers/additionalProperties`, `${NEW}/headers/unevaluatedProperties`),
  ),
  subscriptions.identical('refactor-tuple-closed-by-items', 'No third item can come, so none may.', (d) =>
    put(d, `${NEW}/window/items`, false),
  ),
  subscriptions.identical(
    'refactor-oneof-of-disjoint-filters',
    'No filter is of both kinds, so one and any are the same.',
    (d) => move(d, `${SCHEMAS}/Filter/oneOf`, `${SCHEMAS}/Filter/anyOf`),
  ),
  subscriptions.identical('refactor-schema-to-defs', 'A reference into $defs of the same schema.', (d) => {
    const retries = at(d, `${NEW}/retries`);
    put(d, `${SCHEMAS}/NewSubscription/$defs`, { retries });
    put(d, `${NEW}/retries`, { $ref: '#/components/schemas/NewSubscription/$defs/retries' });
  }),
  subscriptions.identical('refactor-boolean-schemas', 'true takes what {} takes.', (d) => {
    put(d, `${SCHEMAS}/Delivery/properties/payload/additionalProperties`, {});
    put(d, `${NEW}/filter`, { allOf: [at(d, `${NEW}/filter`), true] });
  }),
  subscriptions.identical(
    'refactor-path-items-extracted',
    'A reference to the path item that stood there.',
    (d) => {
      extract(d, '/webhooks/delivery', 'pathItems', 'delivery');
      extract(d, DELIVERIES, 'pathItems', 'deliveries');
    },
  ),
  subscriptions.identical(
    'refactor-path-variable',
    'The name of a variable of the path is not sent.',
    (d) => {
      move(d, SUBSCRIPTION, '/paths/~1subscriptions~1{subscription}');
      put(d, '/paths/~1subscriptions~1{subscription}/parameters/0/name', 'subscription');
    },
  ),
  subscriptions.identical(
    'refactor-subscriptions-to-32',
    'Another version of OpenAPI, and the same operations.',
    (d) => put(d, '/openapi', '3.2.0'),
  ),
  subscriptions.identical('refactor-unused-recursive-schema', 'Nothing leads to it.', (d) =>
    put(d, `${SCHEMAS}/Unused`, { $ref: '#/components/schemas/Filter' }),
  ),
  subscriptions.identical('refactor-impossible-branch', 'A branch that takes nothing adds nothing.', (d) =>
    add(d, `${SCHEMAS}/Subscription/properties/note/anyOf`, { type: 'string', minLength: 2, maxLength: 1 }),
  ),
  subscriptions.identical(
    'refactor-branch-within-a-branch',
    'What one branch takes, a narrower one adds nothing to.',
    (d) => add(d, `${SCHEMAS}/Subscription/properties/note/anyOf`, { type: 'string', maxLength: 100 }),
  ),
  subscriptions.identical(
    'refactor-keyword-for-another-type',
    'A bound of numbers says nothing about texts.',
    (d) => {
      extend(d, `${NEW}/url`, { minimum: 3, maxItems: 2 });
      extend(d, `${NEW}/retries`, { pattern: '^x$', minLength: 4 });
    },
  ),
  subscriptions.identical(
    'refactor-multiple-of-redundant',
    'Every multiple of a half is one of a quarter.',
    (d) => put(d, `${NEW}/ratio/allOf`, [{ multipleOf: 0.25 }, { multipleOf: 0.5 }]),
  ),
  subscriptions.identical(
    'refactor-status-range-inlined',
    'The response stands where its reference stood.',
    (d) => {
      put(d, `${SUBSCRIPTIONS}/get/responses/4XX`, structuredClone(at(d, '/components/responses/problem')));
    },
  ),
];

import {
  add,
  at,
  type Candidate,
  CREATE,
  candidatesOf,
  DELIVERIES,
  drop,
  extend,
  FILES,
  move,
  NEW,
  ONE,
  put,
  SCHEMAS,
  SUBSCRIPTION,
  TRIGGER,
  TRIGGER_BODY,
  without,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');

const CHANGE = `${SCHEMAS}/RegistrationChange/properties`;
const BASE_REQUEST = `${SCHEMAS}/RegistrationBase`;

/** What may be sent as a body. */
export const requestBodies: readonly Candidate[] = [
  trigger.breaking(
    'body-becomes-required',
    'A call without a body was accepted.',
    (d) => put(d, `${TRIGGER}/requestBody/required`, true),
    { places: [`${TRIGGER}/requestBody`] },
  ),
  registrations.compatible('body-becomes-optional', 'More is accepted: a call without a body.', (d) => {
    drop(d, `${CREATE}/requestBody/required`);
  }),
  trigger.breaking(
    'body-property-becomes-required',
    'Every request has to carry a field that nobody sends today.',
    (d) => {
      put(d, `${TRIGGER_BODY}/properties/reason`, { type: 'string' });
      add(d, `${TRIGGER_BODY}/required`, 'reason');
    },
    { places: [TRIGGER_BODY] },
  ),
  trigger.announced('body-property-added-optional', 'A new optional request field is announced.', (d) =>
    put(d, `${TRIGGER_BODY}/properties/delay_seconds`, { type: 'integer', minimum: 0 }),
  ),
  trigger.compatible(
    'body-property-no-longer-required',
    'More is accepted: bodies without event_type.',
    (d) => without(d, `${TRIGGER_BODY}/required`, 'event_type'),
  ),
  trigger.compatible('body-nothing-required', 'More is accepted: an empty object.', (d) => {
    drop(d, `${TRIGGER_BODY}/required`);
  }),
  trigger.compatible('body-enum-grows', 'More is accepted: a second event may be triggered.', (d) =>
    add(d, `${TRIGGER_BODY}/properties/event_type/enum`, 'registrations.completed'),
  ),
  trigger.compatible('body-enum-gone', 'More is accepted: any event_type.', (d) => {
    drop(d, `${TRIGGER_BODY}/properties/event_type/enum`);
  }),
  trigger.breaking(
    'body-enum-value-renamed',
    'The one event_type that is sent today is refused.',
    (d) => {
      put(d, `${TRIGGER_BODY}/properties/event_type/enum`, ['registration.pending']);
      put(d, `${TRIGGER_BODY}/properties/event_type/example`, 'registration.pending');
    },
    { places: [`${TRIGGER_BODY}/properties/event_type`] },
  ),
  trigger.breaking(
    'body-property-renamed',
    'resource_id is no longer read, and a new name is required.',
    (d) => {
      move(d, `${TRIGGER_BODY}/properties/resource_id`, `${TRIGGER_BODY}/properties/registration_id`);
      put(d, `${TRIGGER_BODY}/required`, ['registration_id', 'event_type']);
    },
    { places: [TRIGGER_BODY] },
  ),
  trigger.breaking(
    'body-property-case-changed',
    'JSON names are compared by their letters: resourceId is another field.',
    (d) => {
      move(d, `${TRIGGER_BODY}/properties/resource_id`, `${TRIGGER_BODY}/properties/resourceId`);
      put(d, `${TRIGGER_BODY}/required`, ['resourceId', 'event_type']);
    },
    { places: [TRIGGER_BODY] },
  ),
  trigger.compatible('body-format-dropped', 'More is accepted: any text as resource_id.', (d) => {
    drop(d, `${TRIGGER_BODY}/properties/resource_id/format`);
  }),
  trigger.breaking(
    'body-format-other',
    'A uuid is no e-mail address.',
    (d) => put(d, `${TRIGGER_BODY}/properties/resource_id/format`, 'email'),
    { places: [`${TRIGGER_BODY}/properties/resource_id`] },
  ),
  trigger.breaking(
    'body-type-string-to-integer',
    'The uuid that is sent today is refused.',
    (d) => put(d, `${TRIGGER_BODY}/properties/resource_id`, { type: 'integer' }),
    { places: [`${TRIGGER_BODY}/properties/resource_id`] },
  ),
  trigger.breaking(
    'body-wrapped-in-data',
    'The same fields are asked for one level deeper.',
    (d) => {
      const flat = at(d, TRIGGER_BODY);
      put(d, TRIGGER_BODY, { type: 'object', required: ['data'], properties: { data: flat } });
    },
    { places: [TRIGGER_BODY] },
  ),
  trigger.breaking(
    'body-becomes-a-list',
    'An object is refused where a list is asked for.',
    (d) => put(d, TRIGGER_BODY, { type: 'array', items: at(d, TRIGGER_BODY) }),
    { places: [TRIGGER_BODY] },
  ),
  trigger.compatible('body-object-or-list', 'The object is still one of the two forms.', (d) =>
    put(d, TRIGGER_BODY, {
      oneOf: [structuredClone(at(d, TRIGGER_BODY)), { type: 'array', items: at(d, TRIGGER_BODY) }],
    }),
  ),
  trigger.breaking(
    'body-closed',
    'A field besides the documented ones was accepted.',
    (d) => put(d, `${TRIGGER_BODY}/additionalProperties`, false),
    { places: [TRIGGER_BODY] },
  ),
  trigger.breaking(
    'body-length-limit-below-a-uuid',
    'A uuid has 36 characters, more than the new limit.',
    (d) => put(d, `${TRIGGER_BODY}/properties/resource_id/maxLength`, 32),
    { places: [`${TRIGGER_BODY}/properties/resource_id`] },
  ),
  trigger.breaking(
    'body-pattern-narrows-uuid',
    'Only uuids of version 4 are accepted from now on.',
    (d) =>
      put(
        d,
        `${TRIGGER_BODY}/properties/resource_id/pattern`,
        '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
      ),
    { places: [`${TRIGGER_BODY}/properties/resource_id`] },
  ),
  trigger.breaking(
    'body-media-type-replaced',
    'application/json is no longer documented for the body.',
    (d) =>
      move(
        d,
        `${TRIGGER}/requestBody/content/application~1json`,
        `${TRIGGER}/requestBody/content/application~1x-www-form-urlencoded`,
      ),
    { places: [`${TRIGGER}/requestBody/content`] },
  ),
  trigger.breaking(
    'body-media-type-to-vendor',
    'A request that says application/json is refused.',
    (d) =>
      move(
        d,
        `${TRIGGER}/requestBody/content/application~1json`,
        `${TRIGGER}/requestBody/content/application~1vnd.api+json`,
      ),
    { places: [`${TRIGGER}/requestBody/content`] },
  ),
  trigger.compatible('body-media-type-added', 'More is accepted: forms besides JSON.', (d) =>
    put(d, `${TRIGGER}/requestBody/content/application~1x-www-form-urlencoded`, {
      schema: { type: 'object' },
    }),
  ),
  trigger.compatible('body-media-type-range', 'application/* stands for application/json and more.', (d) =>
    move(
      d,
      `${TRIGGER}/requestBody/content/application~1json`,
      `${TRIGGER}/requestBody/content/application~1*`,
    ),
  ),
  trigger.breaking(
    'body-forbids-some-uuids',
    'A uuid that begins with eight zeros was accepted.',
    (d) =>
      put(d, `${TRIGGER_BODY}/allOf`, [
        { properties: { resource_id: { type: 'string', not: { pattern: '^0{8}-' } } } },
      ]),
    { places: [TRIGGER_BODY] },
  ),
  registrations.breaking(
    'request-media-type-removed',
    'A merge patch was accepted.',
    (d) => {
      drop(d, `${ONE}/patch/requestBody/content/application~1merge-patch+json`);
    },
    { places: [`${ONE}/patch/requestBody/content`] },
  ),
  registrations.breaking(
    'request-enum-shrinks',
    'Registrations in German were accepted.',
    (d) => without(d, `${BASE_REQUEST}/properties/locale/enum`, 'de'),
    { places: [`${BASE_REQUEST}/properties/locale`] },
  ),
  registrations.compatible('request-enum-grows-in-inherited-base', 'More locales are accepted.', (d) =>
    add(d, `${BASE_REQUEST}/properties/locale/enum`, 'es', 'pt'),
  ),
  registrations.breaking(
    'inherited-field-becomes-required',
    'Both kinds of registration have to carry callback_url.',
    (d) => add(d, `${BASE_REQUEST}/required`, 'callback_url'),
    { places: [BASE_REQUEST] },
  ),
  registrations.breaking(
    'required-in-allof-part-only',
    'A registration without its organization name was accepted, and one allOf branch now asks for it.',
    (d) =>
      add(d, `${SCHEMAS}/CompanyRegistration/allOf`, {
        properties: { organization: { required: ['name'] } },
      }),
    { places: [`${SCHEMAS}/CompanyRegistration`] },
  ),
  registrations.breaking(
    'oneof-branch-removed',
    'Freelancers can no longer be registered.',
    (d) => {
      drop(d, `${SCHEMAS}/RegistrationRequest/oneOf/1`);
      drop(d, `${SCHEMAS}/RegistrationRequest/discriminator/mapping/freelancer`);
    },
    { places: [`${SCHEMAS}/RegistrationRequest`] },
  ),
  registrations.compatible('oneof-branch-added', 'More is accepted: a third kind of registration.', (d) => {
    put(d, `${SCHEMAS}/GermanRegistration`, {
      allOf: [
        { $ref: '#/components/schemas/RegistrationBase' },
        { type: 'object', properties: { legal_flow: { type: 'string', enum: ['german_company'] } } },
      ],
    });
    add(d, `${SCHEMAS}/RegistrationRequest/oneOf`, { $ref: '#/components/schemas/GermanRegistration' });
    put(
      d,
      `${SCHEMAS}/RegistrationRequest/discriminator/mapping/german_company`,
      '#/components/schemas/GermanRegistration',
    );
  }),
  registrations.breaking(
    'discriminator-values-swapped-by-enum',
    'The value that picks a freelancer is another one.',
    (d) => {
      put(d, `${SCHEMAS}/FreelancerRegistration/allOf/1/properties/legal_flow/enum`, ['sole_trader']);
      move(
        d,
        `${SCHEMAS}/RegistrationRequest/discriminator/mapping/freelancer`,
        `${SCHEMAS}/RegistrationRequest/discriminator/mapping/sole_trader`,
      );
    },
    { places: [`${SCHEMAS}/FreelancerRegistration`] },
  ),
  registrations.breaking(
    'metadata-values-narrow',
    'Values of up to 200 characters were accepted.',
    (d) => put(d, `${BASE_REQUEST}/properties/metadata/additionalProperties/maxLength`, 100),
    { places: [`${BASE_REQUEST}/properties/metadata`] },
  ),
  registrations.breaking(
    'metadata-map-closed',
    'Free entries were accepted, and now the map must be empty.',
    (d) => put(d, `${BASE_REQUEST}/properties/metadata/additionalProperties`, false),
    { places: [`${BASE_REQUEST}/properties/metadata`] },
  ),
  registrations.compatible('metadata-map-opened', 'More is accepted: values of any type.', (d) =>
    put(d, `${BASE_REQUEST}/properties/metadata/additionalProperties`, true),
  ),
  registrations.breaking(
    'metadata-fewer-entries',
    'Twenty entries were accepted.',
    (d) => put(d, `${BASE_REQUEST}/properties/metadata/maxProperties`, 10),
    { places: [`${BASE_REQUEST}/properties/metadata`] },
  ),
  registrations.compatible('metadata-more-entries', 'More is accepted.', (d) =>
    put(d, `${BASE_REQUEST}/properties/metadata/maxProperties`, 50),
  ),
  registrations.breaking(
    'write-only-secret-longer',
    'Secrets of 16 characters were accepted.',
    (d) => put(d, `${BASE_REQUEST}/properties/secret/minLength`, 32),
    { places: [`${BASE_REQUEST}/properties/secret`] },
  ),
  registrations.compatible('write-only-secret-shorter', 'More is accepted.', (d) =>
    put(d, `${BASE_REQUEST}/properties/secret/minLength`, 8),
  ),
  registrations.breaking(
    'nullable-dropped-in-request',
    'null was accepted for started_on.',
    (d) => {
      drop(d, `${SCHEMAS}/FreelancerRegistration/allOf/1/properties/started_on/nullable`);
    },
    { places: [`${SCHEMAS}/FreelancerRegistration`] },
  ),
  registrations.compatible('nullable-added-in-request', 'More is accepted: null for activity.', (d) =>
    put(d, `${SCHEMAS}/FreelancerRegistration/allOf/1/properties/activity/nullable`, true),
  ),
  registrations.breaking(
    'null-leaves-nullable-enum',
    'In 3.0 a nullable enum without null in its list takes no null.',
    (d) => without(d, `${CHANGE}/status/enum`, null),
    { places: [`${CHANGE}/status`] },
  ),
  registrations.breaking(
    'nullable-leaves-enum-with-null',
    'The type is string alone, so the null in the list can never match.',
    (d) => {
      drop(d, `${CHANGE}/status/nullable`);
    },
    { places: [`${CHANGE}/status`] },
  ),
  registrations.breaking(
    'closed-body-loses-property',
    'The object is closed, so priority is refused once it is not documented.',
    (d) => {
      drop(d, `${CHANGE}/priority`);
    },
    { places: [`${SCHEMAS}/RegistrationChange`] },
  ),
  registrations.announced('closed-body-gains-property', 'A new optional field, refused before.', (d) =>
    put(d, `${CHANGE}/comment`, { type: 'string' }),
  ),
  registrations.compatible('closed-body-opened', 'More is accepted.', (d) => {
    drop(d, `${SCHEMAS}/RegistrationChange/additionalProperties`);
  }),
  registrations.compatible('min-properties-dropped', 'More is accepted: an empty change.', (d) => {
    drop(d, `${SCHEMAS}/RegistrationChange/minProperties`);
  }),
  registrations.breaking(
    'min-properties-raised',
    'A change of one field was accepted.',
    (d) => put(d, `${SCHEMAS}/RegistrationChange/minProperties`, 2),
    { places: [`${SCHEMAS}/RegistrationChange`] },
  ),
  registrations.breaking(
    'list-limit-lowered',
    'Ten tags were accepted.',
    (d) => put(d, `${CHANGE}/tags/maxItems`, 5),
    { places: [`${CHANGE}/tags`] },
  ),
  registrations.compatible('list-may-be-empty', 'More is accepted.', (d) => {
    drop(d, `${CHANGE}/tags/minItems`);
  }),
  registrations.compatible('list-may-repeat', 'More is accepted.', (d) =>
    put(d, `${CHANGE}/tags/uniqueItems`, false),
  ),
  registrations.breaking(
    'bound-becomes-exclusive',
    'A priority of 9 was accepted.',
    (d) => put(d, `${CHANGE}/priority/exclusiveMaximum`, true),
    { places: [`${CHANGE}/priority`] },
  ),
  registrations.breaking(
    'multiple-of-added',
    'Odd priorities were accepted.',
    (d) => put(d, `${CHANGE}/priority/multipleOf`, 2),
    { places: [`${CHANGE}/priority`] },
  ),
  registrations.compatible('integer-to-number', 'More is accepted: 1.5.', (d) =>
    put(d, `${CHANGE}/priority/type`, 'number'),
  ),
  registrations.breaking(
    'number-to-integer',
    'An amount of 10.50 was accepted.',
    (d) => {
      put(d, `${SCHEMAS}/CapitalRequest`, {
        type: 'object',
        required: ['amount', 'currency'],
        properties: {
          amount: { type: 'integer', minimum: 0, exclusiveMinimum: true, maximum: 1000000 },
          currency: { type: 'string', enum: ['EUR'] },
        },
      });
      put(d, `${SCHEMAS}/CompanyRegistration/allOf/1/properties/capital`, {
        $ref: '#/components/schemas/CapitalRequest',
      });
    },
    { places: [`${SCHEMAS}/CapitalRequest`, `${SCHEMAS}/Money`, `${SCHEMAS}/CompanyRegistration`] },
  ),
  registrations.breaking(
    'anyof-branch-removed-in-request',
    'A number was accepted as owner.',
    (d) => {
      drop(d, `${CHANGE}/owner/anyOf/1`);
    },
    { places: [`${CHANGE}/owner`] },
  ),
  registrations.compatible('anyof-branch-added-in-request', 'More is accepted: true and false.', (d) =>
    add(d, `${CHANGE}/owner/anyOf`, { type: 'boolean' }),
  ),
  registrations.breaking(
    'not-forbids-more',
    'The nickname "owner" was accepted.',
    (d) => add(d, `${CHANGE}/nickname/not/enum`, 'owner'),
    { places: [`${CHANGE}/nickname`] },
  ),
  registrations.compatible('not-forbids-less', 'More is accepted: the nickname "root".', (d) =>
    without(d, `${CHANGE}/nickname/not/enum`, 'root'),
  ),
  registrations.breaking(
    'shared-address-pattern-narrows',
    'The shared address is part of two requests, which took every postcode of five digits.',
    (d) => put(d, `${SCHEMAS}/Address/properties/postcode/pattern`, '^[1-9][0-9]{4}$'),
    { places: [`${SCHEMAS}/Address`], parts: 1 },
  ),
  registrations.compatible(
    'shared-address-pattern-widens',
    'Postcodes of four digits are accepted too.',
    (d) => put(d, `${SCHEMAS}/Address/properties/postcode/pattern`, '^[0-9]{4,5}$'),
  ),
  registrations.breaking(
    'pattern-asks-for-prefix',
    'A legal number without the country in front was accepted.',
    (d) => put(d, `${SCHEMAS}/OrganizationRequest/properties/legal_number/pattern`, '^FR[0-9]{9}$'),
    { places: [`${SCHEMAS}/OrganizationRequest`] },
  ),
  registrations.compatible('pattern-loses-its-end', 'More is accepted: longer legal numbers.', (d) =>
    put(d, `${SCHEMAS}/OrganizationRequest/properties/legal_number/pattern`, '^[0-9]{9}'),
  ),
  registrations.compatible(
    'pattern-as-alternatives',
    'Nine digits stay accepted, besides a vat number.',
    (d) =>
      put(d, `${SCHEMAS}/OrganizationRequest/properties/legal_number/pattern`, '^([0-9]{9}|FR[0-9]{11})$'),
  ),
  registrations.breaking(
    'multipart-part-becomes-required',
    'A file without a comment was accepted.',
    (d) => add(d, `${FILES}/requestBody/content/multipart~1form-data/schema/required`, 'comment'),
    { places: [`${FILES}/requestBody`] },
  ),
  registrations.announced('multipart-part-added', 'A new optional part.', (d) =>
    put(d, `${FILES}/requestBody/content/multipart~1form-data/schema/properties/language`, {
      type: 'string',
    }),
  ),
  registrations.breaking(
    'multipart-enum-shrinks',
    'Contracts were accepted.',
    (d) =>
      without(d, `${FILES}/requestBody/content/multipart~1form-data/schema/properties/kind/enum`, 'contract'),
    { places: [`${FILES}/requestBody`] },
  ),
  registrations.breaking(
    'multipart-content-type-of-part',
    'A PDF was accepted as the file.',
    (d) => put(d, `${FILES}/requestBody/content/multipart~1form-data/encoding/file/contentType`, 'image/png'),
    { places: [`${FILES}/requestBody`] },
  ),
  registrations.compatible('multipart-more-content-types-of-part', 'A PDF stays accepted.', (d) =>
    put(
      d,
      `${FILES}/requestBody/content/multipart~1form-data/encoding/file/contentType`,
      'application/pdf, image/png',
    ),
  ),
  subscriptions.breaking(
    'const-changed',
    'Version 1 was accepted.',
    (d) => put(d, `${NEW}/version`, { const: 2 }),
    { places: [`${NEW}/version`] },
  ),
  subscriptions.compatible('const-becomes-enum', 'Version 1 stays accepted.', (d) =>
    put(d, `${NEW}/version`, { enum: [1, 2] }),
  ),
  subscriptions.breaking(
    'exclusive-bound-tightens',
    'A timeout of 59 seconds was accepted.',
    (d) => put(d, `${NEW}/timeout/exclusiveMaximum`, 30),
    { places: [`${NEW}/timeout`] },
  ),
  subscriptions.compatible('exclusive-becomes-inclusive', 'A timeout of exactly 60 is accepted too.', (d) => {
    drop(d, `${NEW}/timeout/exclusiveMaximum`);
    put(d, `${NEW}/timeout/maximum`, 60);
  }),
  subscriptions.compatible('multiple-of-divides', 'Every multiple of 0.5 is one of 0.25.', (d) =>
    put(d, `${NEW}/ratio/multipleOf`, 0.25),
  ),
  subscriptions.breaking(
    'multiple-of-does-not-divide',
    'A ratio of 0.5 is no multiple of 0.75.',
    (d) => put(d, `${NEW}/ratio/multipleOf`, 0.75),
    { places: [`${NEW}/ratio`] },
  ),
  subscriptions.breaking(
    'type-list-loses-null',
    'null was accepted as secret.',
    (d) => put(d, `${NEW}/secret/type`, 'string'),
    { places: [`${NEW}/secret`] },
  ),
  subscriptions.breaking(
    'condition-asks-for-more',
    'Basic authentication without a password was accepted.',
    (d) => add(d, `${NEW}/authentication/then/required`, 'password'),
    { places: [`${NEW}/authentication`] },
  ),
  subscriptions.compatible('condition-dropped', 'More is accepted: basic without a user.', (d) => {
    drop(d, `${NEW}/authentication/if`);
    drop(d, `${NEW}/authentication/then`);
  }),
  subscriptions.breaking(
    'condition-gets-an-else',
    'Without authentication a user was accepted.',
    (d) => put(d, `${NEW}/authentication/else`, { properties: { user: false } }),
    { places: [`${NEW}/authentication`] },
  ),
  subscriptions.breaking(
    'pattern-properties-narrow',
    'X-Other was accepted as a header, and only X-Partner-… is from now on.',
    (d) => move(d, `${NEW}/headers/patternProperties/^X-`, `${NEW}/headers/patternProperties/^X-Partner-`),
    { places: [`${NEW}/headers`] },
  ),
  subscriptions.compatible('pattern-properties-widen', 'Every name that began with X- still may.', (d) =>
    move(d, `${NEW}/headers/patternProperties/^X-`, `${NEW}/headers/patternProperties/^[XY]-`),
  ),
  subscriptions.breaking(
    'pattern-property-value-narrows',
    'Header values of 100 characters were accepted.',
    (d) => put(d, `${NEW}/headers/patternProperties/^X-/maxLength`, 50),
    { places: [`${NEW}/headers`] },
  ),
  subscriptions.compatible('closed-map-opened', 'More is accepted: headers of any name.', (d) => {
    drop(d, `${NEW}/headers/additionalProperties`);
  }),
  subscriptions.breaking(
    'tuple-item-narrows',
    'A window that begins below zero was accepted.',
    (d) => put(d, `${NEW}/window/prefixItems/0/minimum`, 0),
    { places: [`${NEW}/window`] },
  ),
  subscriptions.compatible('tuple-item-widens', 'More is accepted: windows of fractions.', (d) =>
    put(d, `${NEW}/window/prefixItems/1/type`, 'number'),
  ),
  subscriptions.breaking(
    'dependent-required-grows',
    'A user without a host was accepted.',
    (d) => put(d, `${NEW}/proxy/dependentRequired/user`, ['host']),
    { places: [`${NEW}/proxy`] },
  ),
  subscriptions.compatible('dependent-required-dropped', 'More is accepted: a port without a host.', (d) => {
    drop(d, `${NEW}/proxy/dependentRequired`);
  }),
  subscriptions.breaking(
    'recursive-filter-leaf-narrows',
    'true was accepted as a value at any depth of a filter.',
    (d) => without(d, `${SCHEMAS}/Filter/oneOf/1/properties/equals/type`, 'boolean'),
    { places: [`${SCHEMAS}/Filter`], parts: 1 },
  ),
  subscriptions.compatible('recursive-filter-leaf-widens', 'More is accepted: null.', (d) =>
    add(d, `${SCHEMAS}/Filter/oneOf/1/properties/equals/type`, 'null'),
  ),
  subscriptions.breaking(
    'recursive-filter-empty-list',
    'An empty list of filters was accepted.',
    (d) => put(d, `${SCHEMAS}/Filter/oneOf/0/properties/all/minItems`, 1),
    { places: [`${SCHEMAS}/Filter`] },
  ),
  subscriptions.breaking(
    'property-names-narrow',
    'Labels of one letter were accepted.',
    (d) => put(d, `${NEW}/labels/propertyNames/pattern`, '^[a-z]{2,}$'),
    { places: [`${NEW}/labels`] },
  ),
  subscriptions.compatible('property-names-dropped', 'More is accepted: labels of any name.', (d) => {
    drop(d, `${NEW}/labels/propertyNames`);
  }),
  subscriptions.breaking(
    'anyof-required-branch-removed',
    'A replay by date alone was accepted.',
    (d) => {
      drop(d, `${SCHEMAS}/Replay/anyOf/1`);
    },
    { places: [`${SCHEMAS}/Replay`] },
  ),
  subscriptions.breaking(
    'anyof-becomes-oneof',
    'A replay with both ids and a date was accepted.',
    (d) => move(d, `${SCHEMAS}/Replay/anyOf`, `${SCHEMAS}/Replay/oneOf`),
    { places: [`${SCHEMAS}/Replay`] },
  ),
  subscriptions.compatible('anyof-required-dropped', 'More is accepted: an empty replay.', (d) => {
    drop(d, `${SCHEMAS}/Replay/anyOf`);
  }),
  subscriptions.breaking(
    'media-type-range-removed',
    'Any application/… was accepted, and only JSON is from now on.',
    (d) => {
      drop(d, `${DELIVERIES}/post/requestBody/content/application~1*`);
    },
    { places: [`${DELIVERIES}/post/requestBody`] },
  ),
  subscriptions.breaking(
    'range-narrows-to-one',
    'application/xml fell under application/*.',
    (d) =>
      move(
        d,
        `${DELIVERIES}/post/requestBody/content/application~1*`,
        `${DELIVERIES}/post/requestBody/content/application~1x-ndjson`,
      ),
    { places: [`${DELIVERIES}/post/requestBody`] },
  ),
  subscriptions.compatible('range-widens', '*/* stands for application/* and more.', (d) =>
    move(
      d,
      `${DELIVERIES}/post/requestBody/content/application~1*`,
      `${DELIVERIES}/post/requestBody/content/*~1*`,
    ),
  ),
  registrations.breaking(
    'read-only-id-becomes-part-of-requests',
    'id is required, and was of no concern to requests while it was readOnly.',
    (d) => {
      drop(d, `${SCHEMAS}/OrganizationRequest/properties/id/readOnly`);
    },
    { places: [`${SCHEMAS}/OrganizationRequest`] },
  ),
  registrations.identical(
    'read-only-property-no-longer-required-of-requests',
    'required counts for responses alone where a property is readOnly, and no response has this schema.',
    (d) => without(d, `${SCHEMAS}/OrganizationRequest/required`, 'id'),
    { tolerated: 'compatible' },
  ),
  subscriptions.compatible(
    'list-of-events-loses-uniqueness',
    'More is accepted: an event named twice.',
    (d) => {
      drop(d, `${NEW}/events/uniqueItems`);
    },
  ),
  subscriptions.breaking(
    'request-body-appears-required',
    'Reading a subscription took no body.',
    (d) =>
      extend(d, `${SUBSCRIPTION}/get`, {
        requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
      }),
    { places: [`${SUBSCRIPTION}/get`] },
  ),
  subscriptions.breaking(
    'response-bound-shared-with-request',
    'One shared list of event names shrinks: a subscription to deletions was accepted.',
    (d) => without(d, `${SCHEMAS}/EventName/enum`, 'organizations.deleted'),
    { places: [`${SCHEMAS}/EventName`], parts: 1 },
  ),
  subscriptions.announced('shared-enum-grows', 'A new enum value, in requests and in responses.', (d) =>
    add(d, `${SCHEMAS}/EventName/enum`, 'registrations.refused'),
  ),
];

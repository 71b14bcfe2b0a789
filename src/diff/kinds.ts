import type { ChangeSide } from './change.ts';

/** What a kind of change is, whoever finds it. */
export interface ChangeKind {
  side: ChangeSide;
  /** Whether it breaks: `depends` where the values that are accepted decide it. The provider's policy may excuse any. */
  breaks: 'yes' | 'no' | 'depends';
  /** One sentence. */
  sentence: string;
}

type Entry = [breaks: ChangeKind['breaks'], sentence: string];

/** Of an operation as a whole, and of what is said to people. */
const WHOLE: Record<string, [side: ChangeSide, ...Entry]> = {
  'documentation-changed': [
    'docs',
    'no',
    'Only the wording is another: a description, a title, an example of a schema.',
  ],
  'operation-added': [
    'request',
    'no',
    'An operation is new; one with a more exact path takes over requests to another.',
  ],
  'operation-removed': ['request', 'yes', 'An operation is no longer documented.'],
  'operation-id-changed': [
    'docs',
    'no',
    'An operation has another operationId: only generated code has its name from it.',
  ],
  'request-deprecated': [
    'request',
    'no',
    'An operation, a parameter or a property of a request is now deprecated.',
  ],
  'request-no-longer-deprecated': ['request', 'no', 'What was deprecated no longer is.'],
  'server-added': ['request', 'no', 'The operation can be reached at one more address.'],
  'server-removed': ['request', 'yes', 'The operation is no longer documented at an address.'],
  'server-changed': ['request', 'yes', 'The address of the operation is another, server and path joined.'],
  'server-default-changed': [
    'request',
    'depends',
    "A variable of a server's address has another default; it breaks where the default is all that is said of the address.",
  ],
};

/** Of what the provider calls, a callback or a webhook: its requests are what we read, and our answers what it reads. */
const CALLBACKS: Record<string, [side: ChangeSide, ...Entry]> = {
  'callback-added': ['response', 'no', 'The provider documents one more call.'],
  'callback-removed': ['response', 'yes', 'The provider no longer documents a call.'],
  'callback-body-removed': [
    'response',
    'yes',
    'A call no longer comes with a body, or not in that media type.',
  ],
  'callback-body-added': ['response', 'no', 'A call that had no body has one.'],
  'callback-body-became-optional': ['response', 'yes', 'A call need no longer come with its body.'],
  'callback-body-became-required': ['response', 'no', 'A call always comes with its body.'],
  'callback-media-type-added': ['response', 'yes', 'A call may come with its body in one more media type.'],
  'callback-parameter-added': ['response', 'no', 'A call has one more parameter or header.'],
  'callback-parameter-removed': [
    'response',
    'yes',
    'A parameter or header of a call is no longer documented.',
  ],
  'callback-parameter-became-optional': [
    'response',
    'yes',
    'A parameter or header of a call need no longer come.',
  ],
  'callback-parameter-became-required': ['response', 'no', 'A parameter or header of a call always comes.'],
  'callback-credential-added': [
    'response',
    'no',
    'A call comes with more credentials, or with fewer of those that it could come with.',
  ],
  'callback-credential-changed': [
    'response',
    'yes',
    'A call may come without the credential that it came with: by another one, or by none.',
  ],
  'callback-answer-added': ['request', 'no', 'The provider takes one more answer to its call.'],
  'callback-answer-body-added': [
    'request',
    'yes',
    'An answer to a call is to have a body, where none was asked for.',
  ],
  'callback-answer-body-removed': ['request', 'no', 'An answer to a call need have no body any more.'],
  'callback-answer-header-added': ['request', 'no', 'An answer to a call may have one more header.'],
  'callback-answer-header-became-optional': [
    'request',
    'no',
    'A header of an answer to a call need no longer be sent.',
  ],
  'callback-answer-header-became-required': [
    'request',
    'yes',
    'A header of an answer to a call has to be sent, be it new or not.',
  ],
  'callback-answer-header-removed': [
    'request',
    'no',
    'A header of an answer to a call is no longer documented.',
  ],
  'callback-answer-header-style-changed': [
    'request',
    'yes',
    'A header of an answer to a call is written in another way: explode, or a media type.',
  ],
  'callback-answer-removed': ['request', 'yes', 'The provider no longer takes an answer to its call.'],
};

const SECURITY: Record<string, Entry> = {
  'security-alternative-added': ['no', 'There is one more way to prove who sends a request.'],
  'security-alternative-removed': ['yes', 'A way to prove who sends a request is gone.'],
  'security-credential-added': ['yes', 'A way to prove who sends a request asks for one credential more.'],
  'security-credential-dropped': ['no', 'A way to prove who sends a request asks for one credential less.'],
  'security-scheme-changed': ['yes', 'A credential is sent in another way: another header, place or scheme.'],
  'security-scope-added': ['yes', 'A token needs a scope that it did not need.'],
  'security-scope-removed': ['no', 'A token need no longer have a scope.'],
  'security-token-source-added': [
    'no',
    'There is one more way to get a token: a flow of OAuth 2, or one of its scopes.',
  ],
  'security-token-source-removed': [
    'yes',
    'A way to get a token is gone: a flow of OAuth 2, the address of one, or a scope that a flow no longer has.',
  ],
};

const REQUEST: Record<string, Entry> = {
  'request-parameter-added': ['no', 'An optional parameter is new.'],
  'request-required-parameter-added': ['yes', 'A parameter is new, and required.'],
  'request-parameter-removed': ['no', 'A parameter is no longer documented.'],
  'request-parameter-renamed': ['yes', 'A parameter has another name.'],
  'request-parameter-moved': ['yes', 'A parameter is sent in another place: query, header, path or cookie.'],
  'request-parameter-became-required': ['yes', 'A parameter that could be left out has to be sent.'],
  'request-parameter-became-optional': ['no', 'A parameter that had to be sent can be left out.'],
  'request-parameter-style-changed': [
    'yes',
    'A parameter is written in another way: style, explode, media type, or what is allowed in it.',
  ],
  'request-parameter-style-widened': ['no', 'A parameter may be written in one more way.'],
  'request-body-added': ['no', 'A body can now be sent.'],
  'request-required-body-added': ['yes', 'A body has to be sent where there was none.'],
  'request-body-removed': ['yes', 'No body is documented any more.'],
  'request-body-became-required': ['yes', 'A body that could be left out has to be sent.'],
  'request-body-became-optional': ['no', 'A body that had to be sent can be left out.'],
  'request-property-renamed': ['yes', 'A property of a request has another name, or another place.'],
  'request-media-type-added': ['no', 'A body can be sent in one more media type.'],
  'request-media-type-removed': ['yes', 'A media type of bodies is no longer accepted.'],
  'request-encoding-changed': ['yes', 'The parts of a form are encoded in another way.'],
  'request-encoding-widened': ['no', 'The parts of a form can be encoded in one more way.'],
};

const RESPONSE: Record<string, Entry> = {
  'response-added': ['no', 'An answer is documented that was not.'],
  'response-removed': ['depends', 'A documented answer is gone.'],
  'response-status-changed': ['yes', 'An answer has another status.'],
  'response-statuses-narrowed': [
    'no',
    'Of a class of statuses, such as 2XX, or of default, only some are documented.',
  ],
  'response-success-added': [
    'yes',
    'An answer of success is documented that was not, and whoever knows only the other may take it for a fault.',
  ],
  'response-body-added': ['no', 'An answer that had no body has one.'],
  'response-body-removed': ['yes', 'An answer that had a body has none.'],
  'response-media-type-added': ['no', 'An answer may come in one more media type.'],
  'response-media-type-removed': ['yes', 'An answer no longer comes in a media type.'],
  'response-media-type-widened': ['yes', 'An answer may come in any of a range of media types.'],
  'response-header-added': ['no', 'An answer has one more documented header.'],
  'response-header-removed': ['yes', 'A documented header of an answer is gone.'],
  'response-header-became-required': ['no', 'A header of an answer always comes.'],
  'response-header-style-changed': [
    'yes',
    'A header of an answer is written in another way: explode, or a media type.',
  ],
  'response-header-became-optional': ['yes', 'A header of an answer need no longer come.'],
  'response-link-added': ['no', 'An answer says of one more operation how its values go on into it.'],
  'response-link-changed': ['no', 'A link of an answer leads to another operation, or with other values.'],
  'response-link-removed': [
    'no',
    'A link of an answer is gone; the operation that it led to may still be there.',
  ],
  'example-added': ['no', 'An answer has its first documented example.'],
  'example-removed': ['no', 'An answer has no documented example any more.'],
  'example-changed': ['no', 'A documented example of an answer has other values.'],
  'example-code-changed': [
    'yes',
    'A documented error has another code, and whoever branches on it no longer meets it.',
  ],
  'example-code-removed': ['yes', 'A documented error code is gone.'],
  'example-source-changed': ['yes', 'A documented error points at another part of the request.'],
};

/**
 * What a schema says differently, request and response alike: whether a request and whether a response breaks by it, and
 * the sentence. The kind is the side and this.
 */
const FACETS: Record<
  string,
  [request: ChangeKind['breaks'], response: ChangeKind['breaks'], sentence: string]
> = {
  'additional-properties-closed': ['yes', 'no', 'Properties that are not documented are no longer allowed.'],
  'additional-properties-opened': ['no', 'yes', 'Properties that are not documented are now allowed.'],
  'alternative-added': ['no', 'yes', 'There is one more alternative in oneOf or anyOf.'],
  'alternative-removed': ['yes', 'no', 'An alternative of oneOf or anyOf is gone.'],
  'became-not-nullable': ['yes', 'no', 'Null is no longer allowed.'],
  'became-nullable': ['no', 'yes', 'Null is now allowed.'],
  'combination-changed': ['depends', 'depends', 'oneOf became anyOf, or the other way about.'],
  'condition-changed': ['depends', 'depends', 'A condition such as not, if or dependentRequired is another.'],
  'default-changed': ['no', 'no', 'What is taken where nothing is sent is another value.'],
  'discriminator-changed': [
    'yes',
    'yes',
    'Alternatives are told apart by another property: the propertyName of a discriminator.',
  ],
  'discriminator-value-added': [
    'no',
    'no',
    'A value of a discriminator stands for one more schema, or for one beside the value that it had.',
  ],
  'discriminator-value-changed': [
    'yes',
    'yes',
    'A value of a discriminator stands for another alternative, or has given way to another value.',
  ],
  'enum-added': ['yes', 'depends', 'The values are now listed.'],
  'enum-removed': ['no', 'yes', 'The values are no longer listed.'],
  'enum-value-added': ['no', 'yes', 'One more value is listed.'],
  'enum-value-removed': ['yes', 'no', 'A listed value is gone.'],
  'enum-value-replaced': ['yes', 'yes', 'Every listed value is gone, and others have come.'],
  'enum-values-changed': ['yes', 'yes', 'Some listed values are gone, and others have come.'],
  'exclusion-added': ['yes', 'no', 'A value is now excluded.'],
  'exclusion-changed': ['yes', 'yes', 'A value is now excluded, and another no longer is.'],
  'exclusion-removed': ['no', 'yes', 'A value is no longer excluded.'],
  'format-added': ['yes', 'depends', 'A format is asked for.'],
  'format-changed': ['depends', 'depends', 'Another format is asked for.'],
  'format-removed': ['no', 'yes', 'No format is asked for any more.'],
  'item-count-narrowed': ['yes', 'no', 'A list may have fewer lengths than before.'],
  'item-count-widened': ['no', 'yes', 'A list may have more lengths than before.'],
  'length-changed': ['yes', 'yes', 'A text may have other lengths: some are new, and some are gone.'],
  'length-narrowed': ['yes', 'no', 'A text may have fewer lengths than before.'],
  'length-widened': ['no', 'yes', 'A text may have more lengths than before.'],
  'maximum-narrowed': ['yes', 'no', 'The greatest number is smaller.'],
  'maximum-widened': ['no', 'yes', 'The greatest number is greater.'],
  'minimum-narrowed': ['yes', 'no', 'The least number is greater.'],
  'minimum-widened': ['no', 'yes', 'The least number is smaller.'],
  'multiple-of-changed': ['yes', 'yes', 'Numbers have to be multiples of another number.'],
  'multiple-of-narrowed': ['yes', 'no', 'Numbers have to be multiples of a number, or of a greater one.'],
  'multiple-of-widened': ['no', 'yes', 'Numbers need no longer be multiples of as great a number.'],
  'pattern-changed': [
    'depends',
    'depends',
    'A pattern is another, which takes other texts or cannot be compared.',
  ],
  'pattern-narrowed': ['yes', 'no', 'A pattern takes fewer texts.'],
  'pattern-widened': ['no', 'yes', 'A pattern takes more texts.'],
  'no-value-left': ['yes', 'yes', 'Rules that contradict each other leave no value.'],
  'property-became-optional': ['no', 'yes', 'A property that was required can be missing.'],
  'property-became-required': ['yes', 'no', 'A property that could be missing is required.'],
  'property-count-narrowed': ['yes', 'no', 'An object may have fewer numbers of properties than before.'],
  'property-count-widened': ['no', 'yes', 'An object may have more numbers of properties than before.'],
  'property-removed': ['depends', 'yes', 'A property is no longer documented.'],
  'property-ruled-out': [
    'yes',
    'yes',
    'A property is now readOnly in a request, or writeOnly in a response.',
  ],
  'type-changed': ['yes', 'yes', 'Values are of another type.'],
  'type-narrowed': ['yes', 'no', 'Values are of fewer types.'],
  'type-widened': ['no', 'yes', 'Values are of more types.'],
  'unique-items-added': ['yes', 'no', 'A list may no longer hold a value twice.'],
  'unique-items-removed': ['no', 'yes', 'A list may now hold a value twice.'],
  'values-changed': [
    'depends',
    'depends',
    'The accepted values are others, for a cause that has no name of its own.',
  ],
  'xml-changed': ['yes', 'yes', 'In XML a value is another element or attribute.'],
};

/** What a schema of one side alone can say differently. */
const ONE_SIDED: Record<string, [side: 'request' | 'response', ...Entry]> = {
  'request-property-added': ['request', 'no', 'A property is new.'],
  'response-property-added': [
    'response',
    'depends',
    'A property is new; it breaks where nothing was allowed that is not documented.',
  ],
  'request-required-property-added': ['request', 'yes', 'A property is new, and required.'],
  'response-deprecated': ['response', 'no', 'A property of an answer is now deprecated.'],
  'response-no-longer-deprecated': ['response', 'no', 'What was deprecated in an answer no longer is.'],
};

/** Every kind of change, by its name in kebab case, sorted. */
export const CHANGE_KINDS: ReadonlyMap<string, ChangeKind> = new Map(
  [
    ...Object.entries({ ...WHOLE, ...CALLBACKS, ...ONE_SIDED }).map(([kind, [side, breaks, sentence]]) =>
      entry(kind, side, [breaks, sentence]),
    ),
    ...Object.entries({ ...SECURITY, ...REQUEST }).map(([kind, own]) => entry(kind, 'request', own)),
    ...Object.entries(RESPONSE).map(([kind, own]) => entry(kind, 'response', own)),
    ...Object.entries(FACETS).flatMap(([facet, [request, response, sentence]]) => [
      entry(`request-${facet}`, 'request', [request, sentence]),
      entry(`response-${facet}`, 'response', [response, sentence]),
    ]),
  ].sort(([a], [b]) => (a < b ? -1 : 1)),
);

function entry(kind: string, side: ChangeSide, [breaks, sentence]: Entry): [string, ChangeKind] {
  return [kind, { side, breaks, sentence }];
}

import type { Document } from '../../src/document/document.ts';
import { answer, operation, yamlDocument } from './support.ts';

/** What a rule says of a document: the line and a part of the message of each finding. */
export interface Case {
  name: string;
  document: Document;
  finds: [line: number, message: string][];
}

const schemas = (text: string, version?: string): Document =>
  yamlDocument(`components:\n  schemas:\n${text.replace(/^/gm, '    ')}\n`, version);
const post = (parts: string, answers?: string, rest = ''): Document =>
  yamlDocument(operation(parts, answers) + rest);

const ERRORS =
  '{type: object, properties: {errors: {type: array, items: {type: object, properties: {code: {type: string}, detail: {type: string}}}}}}';
const BODY = '{type: object, required: [a], properties: {a: {type: string}}}';
const body = (schema: string, more = ''): string =>
  `requestBody:\n${more}  content: {application/json: {schema: ${schema}}}`;

/** For each rule documents that break it and documents that look like it and do not. */
export const cases: Record<string, Case[]> = {
  structure: [
    { name: 'a field that OpenAPI has not', document: yamlDocument('nonsense: 1'), finds: [[4, 'nonsense']] },
    { name: 'a valid document', document: post(''), finds: [] },
  ],
  reference: [
    {
      name: 'a pointer into a schema that has an $id',
      document: schemas(
        'A: {$id: "https://example.com/a", $defs: {b: {}}, properties: {c: {$ref: "#/$defs/b"}}}',
        '3.1.0',
      ),
      finds: [],
    },
    {
      name: 'to nothing',
      document: schemas("A: {$ref: '#/components/schemas/B'}"),
      finds: [[6, 'points at nothing']],
    },
    {
      name: 'in a circle',
      document: schemas("A: {$ref: '#/components/schemas/B'}\nB: {$ref: '#/components/schemas/A'}"),
      finds: [
        [6, 'back to itself'],
        [7, 'back to itself'],
      ],
    },
    {
      name: 'out of the document',
      document: schemas("A: {$ref: 'other.yaml#/B'}"),
      finds: [[6, 'leaves the document']],
    },
    {
      name: 'to a schema that holds itself',
      document: schemas("A: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}"),
      finds: [],
    },
    {
      name: 'an example whose data has a $ref',
      document: schemas("A: {type: object, example: {$ref: '#/nothing'}}"),
      finds: [],
    },
  ],
  'duplicate-operation-id': [
    {
      name: 'the same id twice',
      document: yamlDocument(
        "paths:\n  /a:\n    get: {operationId: x, responses: {'200': {description: ''}}}\n  /b:\n    get: {operationId: x, responses: {'200': {description: ''}}}",
      ),
      finds: [[7, 'that of GET /a too']],
    },
    {
      name: 'two ids',
      document: yamlDocument(
        "paths:\n  /a:\n    get: {operationId: x, responses: {'200': {description: ''}}}\n    put: {operationId: y, responses: {'200': {description: ''}}}",
      ),
      finds: [],
    },
  ],
  'same-path': [
    {
      name: 'another name in braces',
      document: yamlDocument('paths:\n  /a/{x}: {}\n  /a/{y}: {}'),
      finds: [[5, 'the same as /a/{x}']],
    },
    { name: 'a word in place of it', document: yamlDocument('paths:\n  /a/{x}: {}\n  /a/b: {}'), finds: [] },
  ],
  'path-parameter': [
    {
      name: 'not declared, and not in the path',
      document: yamlDocument(
        "paths:\n  /a/{x}:\n    get:\n      parameters:\n        - {name: y, in: path, required: true, schema: {type: string}}\n      responses: {'200': {description: ''}}",
      ),
      finds: [
        [5, 'GET /a/{x} has {x} in its path'],
        [7, 'y is not in the path of GET /a/{x}'],
      ],
    },
    {
      name: 'declared for the whole path',
      document: yamlDocument(
        "paths:\n  /a/{x}:\n    parameters: [{name: x, in: path, required: true, schema: {type: string}}]\n    get:\n      responses: {'200': {description: ''}}",
      ),
      finds: [],
    },
  ],
  'duplicate-parameter': [
    {
      name: 'a header in another case',
      document: post(
        'parameters:\n  - {name: X-A, in: header, schema: {}}\n  - {name: x-a, in: header, schema: {}}',
      ),
      finds: [[10, 'declares the header parameter x-a twice']],
    },
    {
      name: 'the same name in another place',
      document: post(
        'parameters:\n  - {name: a, in: header, schema: {}}\n  - {name: a, in: query, schema: {}}',
      ),
      finds: [],
    },
  ],
  'security-scheme': [
    {
      name: 'asked for and not declared; declared and not asked for',
      document: post(
        'security:\n  - key: []',
        undefined,
        'components:\n  securitySchemes:\n    other: {type: http, scheme: basic}',
      ),
      finds: [
        [9, 'key is asked for, and not declared'],
        [12, 'other is declared, and nothing asks for it'],
      ],
    },
    {
      name: 'declared and asked for',
      document: post(
        'security:\n  - key: []',
        undefined,
        'components:\n  securitySchemes:\n    key: {type: http, scheme: basic}',
      ),
      finds: [],
    },
  ],
  'server-variable': [
    {
      name: 'no variable, and a default that is not allowed',
      document: yamlDocument(
        'servers:\n  - url: https://{a}.example.com/{b}\n    variables:\n      b: {default: x, enum: [y]}',
      ),
      finds: [
        [5, 'has {a}, and no variable'],
        [7, 'the default of the server variable b is "x"'],
      ],
    },
    {
      name: 'a variable with a default',
      document: yamlDocument('servers:\n  - url: https://{a}.example.com\n    variables: {a: {default: x}}'),
      finds: [],
    },
  ],
  'example-fails-schema': [
    {
      name: 'of a property',
      document: schemas(
        'A:\n  type: object\n  properties:\n    id:\n      type: string\n      format: uuid\n      example: 12',
      ),
      finds: [
        [
          12,
          'the example of id is not valid by its own schema: it is an integer (12), where the schema says string',
        ],
      ],
    },
    {
      name: 'by its format, or outside its enum',
      document: schemas(
        'A: {type: string, format: date-time, example: yesterday}\nB: {type: string, enum: [x], example: y}',
      ),
      finds: [
        [6, 'it is "yesterday", which is no date-time'],
        [7, 'it is "y", where the schema allows ["x"]'],
      ],
    },
    {
      name: 'of an answer, a property of which is missing',
      document: post('', answer('200', BODY, 'examples:\n  first:\n    value: {b: 1}')),
      finds: [[14, 'the example first of application/json is not valid by its own schema: /a is missing']],
    },
    {
      name: 'of a parameter',
      document: post('parameters:\n  - {name: n, in: query, schema: {type: integer}, example: many}'),
      finds: [[9, 'the example of n is not valid']],
    },
    {
      name: 'right both ways, or one of them',
      document: schemas(
        'A:\n  type: object\n  required: [id, secret]\n  properties:\n    id: {type: string, readOnly: true}\n    secret: {type: string, writeOnly: true}\n  example: {secret: x}\nB: {type: string, nullable: true, example: null}',
      ),
      finds: [],
    },
    {
      name: 'a parameter that is written as it is sent, and a body of XML',
      document: post(
        'parameters:\n  - {name: n, in: query, schema: {type: array, items: {type: string}}, example: "a,b"}\n' +
          'requestBody: {content: {application/xml: {schema: {type: object}, example: <a/>}}}',
      ),
      finds: [],
    },
  ],
  'default-fails-schema': [
    {
      name: 'of another type',
      document: schemas('A: {type: boolean, default: "false"}'),
      finds: [[6, 'the default of A is not valid by its own schema: it is a string ("false")']],
    },
    { name: 'of the type', document: schemas('A: {type: boolean, default: false}'), finds: [] },
  ],
  'enum-values': [
    {
      name: 'twice, of another type, none at all',
      document: schemas(
        'A: {type: string, enum: [x, x]}\nB: {type: string, enum: [1, 2]}\nC: {type: string, enum: [a, null]}',
      ),
      finds: [
        [6, '"x" twice'],
        [7, '1 and 2, which are not of the type string'],
        [8, 'null, which is not of the type string'],
      ],
    },
    {
      name: 'null where it is allowed',
      document: schemas(
        'A: {type: string, nullable: true, enum: [x, null]}\nB: {type: number, enum: [1, 2.5]}',
      ),
      finds: [],
    },
  ],
  'impossible-bounds': [
    {
      name: 'the least above the most',
      document: schemas(
        'A: {type: string, minLength: 5, maxLength: 4}\nB: {type: number, minimum: 1, exclusiveMinimum: true, maximum: 1}',
      ),
      finds: [
        [6, 'minLength is 5 and maxLength is 4'],
        [7, 'minimum is 1 and maximum is 1'],
      ],
    },
    {
      name: 'since 3.1 an exclusive bound is a number',
      document: schemas('A: {type: number, exclusiveMinimum: 3, maximum: 3}', '3.1.0'),
      finds: [[6, 'exclusiveMinimum is 3 and maximum is 3']],
    },
    { name: 'one value left', document: schemas('A: {type: string, minLength: 4, maxLength: 4}'), finds: [] },
  ],
  'composed-of-itself': [
    {
      name: 'a schema in its own allOf',
      document: schemas(
        'A: {allOf: [{$ref: "#/components/schemas/B"}]}\nB: {not: {$ref: "#/components/schemas/A"}}',
      ),
      finds: [[6, 'the schema A is composed of itself']],
    },
    {
      name: 'an alternative that extends what offers it',
      document: schemas(
        'A: {oneOf: [{$ref: "#/components/schemas/B"}]}\nB: {allOf: [{$ref: "#/components/schemas/A"}]}',
      ),
      finds: [[7, 'B is an alternative of A and extends it']],
    },
    {
      name: 'a schema that holds itself',
      document: schemas('A: {properties: {a: {$ref: "#/components/schemas/A"}}}'),
      finds: [],
    },
  ],
  'request-body-optional': [
    {
      name: 'by its schema',
      document: post(body(BODY)),
      finds: [[8, 'may be left out, though its schema requires a']],
    },
    {
      name: 'in prose',
      document: post(body('{type: object}', '  description: The request body is required.\n')),
      finds: [[8, 'its description says "The request body is required"']],
    },
    { name: 'required', document: post(body(BODY, '  required: true\n')), finds: [] },
    { name: 'optional on purpose', document: post(body(BODY, '  required: false\n')), finds: [] },
    { name: 'with nothing in it that has to be there', document: post(body('{type: object}')), finds: [] },
  ],
  'required-in-prose': [
    {
      name: 'a header',
      document: post(
        'parameters:\n  - {name: X, in: header, schema: {}, description: Required only for Sandbox API requests.}',
      ),
      finds: [
        [
          9,
          'the header parameter X is optional, though its description says "Required only for Sandbox API requests"',
        ],
      ],
    },
    {
      name: 'a header in Markdown, and a query in a sentence of its own',
      document: post(
        "parameters:\n  - {name: X, in: header, schema: {}, description: '**Required.** The id.'}\n  - {name: q, in: query, schema: {}, description: The id. This parameter is mandatory.}",
      ),
      finds: [
        [9, 'header parameter X'],
        [10, 'query parameter q'],
      ],
    },
    ...[
      'Required if a is set.',
      'Not required.',
      'Required when b is given',
      'The required scopes are read and write.',
      'Optional, but required for admins.',
      'The number of required items',
      'Whether a password is required',
      'This is required by most endpoints',
      'Required and valid only when the resource is a directory',
    ].map((description) => ({
      name: description,
      document: post(
        `parameters:\n  - {name: X, in: header, schema: {}, description: ${JSON.stringify(description)}}`,
      ),
      finds: [] as Case['finds'],
    })),
  ],
  'accepts-empty': [
    {
      name: 'one property, and it is not required',
      document: post('', answer('200', '{type: object, properties: {a: {type: string}}}')),
      finds: [[11, '{} satisfies the schema of 200: its only property, a, is not required']],
    },
    {
      name: 'shared by two answers',
      document: post(
        '',
        `${answer('400', "{$ref: '#/components/schemas/E'}")}\n${answer('409', "{$ref: '#/components/schemas/E'}")}`,
        'components:\n  schemas:\n    E: {type: object, properties: {a: {}, b: {}}}',
      ),
      finds: [[20, '{} satisfies the schema of 400 and 409: none of its properties (a and b) is required']],
    },
    {
      name: 'required by a part of it',
      document: post('', answer('200', '{allOf: [{properties: {a: {}}}, {required: [a]}]}')),
      finds: [],
    },
    {
      name: 'one of two, each of which requires',
      document: post('', answer('200', `{oneOf: [${BODY}, ${BODY}]}`)),
      finds: [],
    },
    {
      name: 'a list',
      document: post('', answer('200', '{type: array, items: {type: object, properties: {a: {}}}}')),
      finds: [],
    },
    {
      name: 'a map',
      document: post('', answer('200', '{type: object, additionalProperties: {type: string}}')),
      finds: [],
    },
  ],
  'error-without-example': [
    {
      name: 'no example anywhere',
      document: post('', answer('400', ERRORS)),
      finds: [[7, '400 has no example']],
    },
    { name: 'an example', document: post('', answer('400', ERRORS, 'example: {errors: []}')), finds: [] },
    {
      name: 'an example of a property deep in it',
      document: post(
        '',
        answer(
          '400',
          '{type: object, properties: {e: {type: object, properties: {code: {type: string, example: x}}}}}',
        ),
      ),
      finds: [],
    },
    { name: 'an answer that is no error', document: post('', answer('200', ERRORS)), finds: [] },
  ],
  'example-pointer': [
    {
      name: 'to what the request does not have',
      document: post(
        body(BODY),
        answer(
          '409',
          ERRORS,
          'example:\n  errors:\n    - {code: x, source: {pointer: /data/type}}\n    - {code: y, source: {pointer: /a}}',
        ),
      ),
      finds: [[14, 'points at /data/type, which the request does not have']],
    },
    {
      name: 'where the request may hold anything',
      document: post(
        body('{type: object}'),
        answer('409', ERRORS, 'example: {errors: [{source: {pointer: /data/type}}]}'),
      ),
      finds: [],
    },
    {
      name: 'to a parameter',
      document: post(
        `parameters: [{name: page, in: query, schema: {}}]\n${body(BODY)}`,
        answer('409', ERRORS, 'example: {errors: [{source: {pointer: /page}}]}'),
      ),
      finds: [],
    },
  ],
  'example-not-producible': [
    {
      name: 'outside what a request may ask for',
      document: post(
        body('{type: object, properties: {id: {type: string}, kind: {type: string, enum: [a, b]}}}'),
        answer(
          '201',
          '{type: object, properties: {thing: {type: object, properties: {id: {type: string}, kind: {type: string, example: c}}}}}',
        ),
      ),
      finds: [
        [
          11,
          'the example of kind in 201 is "c", which no request can ask for: the request allows "a" and "b"',
        ],
      ],
    },
    {
      name: 'in the example of the answer',
      document: post(
        body('{type: object, properties: {kind: {type: string, enum: [a]}}}'),
        answer('201', '{type: object, properties: {kind: {type: string}}}', 'example: {kind: c}'),
      ),
      finds: [[12, 'is "c"']],
    },
    {
      name: 'an answer with values of its own',
      document: post(
        body('{type: object, properties: {kind: {type: string, enum: [a]}}}'),
        answer('201', '{type: object, properties: {kind: {type: string, enum: [a, c], example: c}}}'),
      ),
      finds: [],
    },
    {
      name: 'a value that another choice of the request allows',
      document: post(
        body(
          '{type: object, properties: {at: {anyOf: [{type: string, format: date-time}, {type: string, enum: [now]}]}}}',
        ),
        answer('201', "{type: object, properties: {at: {type: string, example: '2021-08-17T12:31:32Z'}}}"),
      ),
      finds: [],
    },
    {
      name: 'another thing with a property of the same name',
      document: post(
        body('{type: object, properties: {id: {type: string}, type: {type: string, enum: [a]}}}'),
        answer(
          '201',
          '{type: object, properties: {owner: {type: object, properties: {type: {type: string, example: user}}}}}',
        ),
      ),
      finds: [],
    },
  ],
  'unknown-name': [
    {
      name: 'a path of names',
      document: post(body(BODY), "'409': {description: The id did not match the data/id parameter.}"),
      finds: [[7, 'names the parameter data/id, which no request has']],
    },
    {
      name: 'a name that the request has, and a URL',
      document: post(
        body(BODY),
        "'409': {description: 'The `a` property is wrong, and the parameter and/or value.'}",
      ),
      finds: [],
    },
  ],
  'dead-link': [
    {
      name: 'to a file, and to an address without its scheme',
      document: post("description: 'See [the events](docs/webhooks.md#events) and [us](www.example.com/a).'"),
      finds: [
        [8, 'docs/webhooks.md#events is relative'],
        [8, 'www.example.com/a is relative'],
      ],
    },
    {
      name: 'whole addresses, anchors, roots, code and brackets of prose',
      document: post(
        "description: 'See [a](https://example.com), [b](#tag/B), [c](/docs/c), [d](mailto:a@b.example), `[e](f.md)`, list[0](see) and [g]({base}/h.md).'",
      ),
      finds: [],
    },
  ],
  'example-without-value': [
    {
      name: 'the value itself in its place',
      document: post('', answer('200', '{}', 'examples:\n  first: {a: 1}')),
      finds: [[13, 'the example first has no value']],
    },
    {
      name: 'with a value, or one elsewhere',
      document: post('', answer('200', '{}', 'examples: {a: {value: null}, b: {externalValue: x}}')),
      finds: [],
    },
  ],
  'required-unknown': [
    {
      name: 'a slip of the pen',
      document: schemas('A: {type: object, required: [nmae], properties: {name: {}}}'),
      finds: [[6, 'requires "nmae", which is none of its properties']],
    },
    {
      name: 'described by another part, or left open',
      document: schemas(
        "A: {allOf: [{$ref: '#/components/schemas/B'}, {type: object, required: [b], properties: {a: {}}}]}\nB: {type: object, properties: {b: {}}}\nC: {type: object, required: [x], properties: {a: {}}, additionalProperties: {type: string}}\nD: {required: [x]}",
      ),
      finds: [],
    },
  ],
  'beside-reference': [
    {
      name: 'nullable beside it',
      document: schemas(
        "A: {type: object, properties: {b: {$ref: '#/components/schemas/B', nullable: true}}}\nB: {type: string}",
      ),
      finds: [[6, 'nullable beside $ref is ignored']],
    },
    {
      name: 'a description beside it, or a later version',
      document: schemas(
        "A: {type: object, properties: {b: {$ref: '#/components/schemas/B', description: x}}}\nB: {type: string}",
      ),
      finds: [],
    },
    {
      name: '3.1',
      document: schemas(
        "A: {properties: {b: {$ref: '#/components/schemas/B', default: x}}}\nB: {type: string}",
        '3.1.0',
      ),
      finds: [],
    },
  ],
  'without-effect': [
    {
      name: 'a bound of texts on a number',
      document: schemas('A: {type: integer, maxLength: 3}'),
      finds: [[6, 'maxLength says nothing about the type integer']],
    },
    {
      name: 'of several types',
      document: schemas('A: {type: [integer, string], maxLength: 3}', '3.1.0'),
      finds: [],
    },
  ],
  'foreign-pattern': [
    {
      name: 'anchors of another language',
      document: schemas("A: {type: string, pattern: '\\Aa\\z'}\nB: {type: string, pattern: '[[:alpha:]]+'}"),
      finds: [
        [6, 'has \\A, which ECMA-262 does not know'],
        [7, 'has a class such as [[:alpha:]]'],
      ],
    },
    { name: 'of ECMA-262', document: schemas("A: {type: string, pattern: '^[A-Z*+/]\\d+\\.z$'}"), finds: [] },
  ],
  'array-without-items': [
    {
      name: 'no items',
      document: schemas('A: {type: object, properties: {list: {type: array}}}'),
      finds: [[6, 'does not say what it holds']],
    },
    { name: 'items', document: schemas('A: {type: array, items: {}}'), finds: [] },
  ],
  'forbidden-body': [
    {
      name: 'in a 204, and in a GET',
      document: yamlDocument(
        "paths:\n  /a:\n    get:\n      requestBody: {content: {application/json: {}}}\n      responses:\n        '204': {description: '', content: {application/json: {}}}",
      ),
      finds: [
        [6, 'GET /a is documented with a request body'],
        [8, 'the answer 204 is documented with a body'],
      ],
    },
    { name: 'neither', document: post(body('{}'), "'204': {description: ''}"), finds: [] },
  ],
  'no-success': [
    {
      name: 'errors only',
      document: post('', "'404': {description: ''}"),
      finds: [[6, 'documents errors only (404)']],
    },
    {
      name: 'default',
      document: post('', "'404': {description: ''}\ndefault: {description: ''}"),
      finds: [],
    },
  ],
  'media-type-name': [
    {
      name: 'a word alone',
      document: post('requestBody: {content: {json: {}}}'),
      finds: [[8, '"json" is no media type']],
    },
    {
      name: 'types and ranges',
      document: post("requestBody: {content: {'*/*': {}, 'text/*': {}, application/json;charset=utf-8: {}}}"),
      finds: [],
    },
  ],
  'one-sided-required': [
    {
      name: 'readOnly in a request alone',
      document: post(
        body(
          '{type: object, required: [id], properties: {id: {type: string, readOnly: true}}}',
          '  required: true\n',
        ),
      ),
      finds: [[10, 'requires id, which is readOnly, and is used in requests only']],
    },
    {
      name: 'a schema of both sides, and readOnly in an answer',
      document: post(
        body("{$ref: '#/components/schemas/A'}"),
        answer('200', "{$ref: '#/components/schemas/A'}"),
        'components:\n  schemas:\n    A: {type: object, required: [id], properties: {id: {type: string, readOnly: true}}}',
      ),
      finds: [],
    },
  ],
  'nullable-without-type': [
    {
      name: 'beside a composition',
      document: schemas("A: {nullable: true, allOf: [{$ref: '#/components/schemas/B'}]}\nB: {type: string}"),
      finds: [[6, 'nullable stands beside allOf and no type']],
    },
    {
      name: 'beside a type',
      document: schemas('A: {nullable: true, type: string}\nB: {nullable: true}'),
      finds: [],
    },
  ],
  'format-name': [
    {
      name: 'other spellings',
      document: schemas(
        'A: {type: string, format: datetime}\nB: {type: string, format: dateTime}\nC: {type: string, format: url}',
      ),
      finds: [
        [6, 'the format "datetime"'],
        [7, 'the format "dateTime"'],
        [8, 'the format "url"'],
      ],
    },
    {
      name: 'known ones, and ones of their own',
      document: schemas(
        'A: {type: string, format: date-time}\nB: {type: string, format: iban}\nC: {type: integer, format: int64}',
      ),
      finds: [],
    },
  ],
  'ignored-header': [
    {
      name: 'Authorization',
      document: post('parameters:\n  - {name: authorization, in: header, schema: {}}'),
      finds: [[9, 'authorization is ignored']],
    },
    {
      name: 'a query of that name',
      document: post('parameters:\n  - {name: accept, in: query, schema: {}}'),
      finds: [],
    },
  ],
  'error-list': [
    {
      name: 'may be empty',
      document: post('', answer('400', ERRORS)),
      finds: [[11, 'the list errors of an error answer (400) may be empty']],
    },
    {
      name: 'may be left out',
      document: post(
        '',
        answer(
          '400',
          `{required: [status], ${ERRORS.slice(1).replace('type: array', 'type: array, minItems: 1')}`,
        ),
      ),
      finds: [[11, 'may be left out']],
    },
    {
      name: 'required, with an entry',
      document: post(
        '',
        answer(
          '400',
          `{required: [errors], ${ERRORS.slice(1).replace('type: array', 'type: array, minItems: 1')}`,
        ),
      ),
      finds: [],
    },
  ],
  'error-without-body': [
    {
      name: 'where others have one',
      document: post('', `${answer('400', ERRORS)}\n'500': {description: ''}`),
      finds: [[12, '500 is documented without a body, where 400 has one']],
    },
    {
      name: 'where none has',
      document: post('', "'400': {description: ''}\n'500': {description: ''}"),
      finds: [],
    },
  ],
  unauthorized: [
    {
      name: 'asked for and not documented',
      document: post(
        'security:\n  - key: []',
        undefined,
        'components:\n  securitySchemes:\n    key: {type: http, scheme: basic}',
      ),
      finds: [[6, 'asks for a credential, and does not document 401']],
    },
    {
      name: 'documented and not asked for',
      document: post('', "'200': {description: ''}\n'401': {description: ''}"),
      finds: [[8, 'documents 401, and asks for no credential']],
    },
    {
      name: 'in a document that never speaks of it, once',
      document: yamlDocument(
        "security: [{key: []}]\npaths:\n  /a: {get: {responses: {'200': {description: ''}}}, put: {responses: {'200': {description: ''}}}}\ncomponents: {securitySchemes: {key: {type: http, scheme: basic}}}",
      ),
      finds: [[5, '2 operations ask for a credential, and none documents 401']],
    },
    {
      name: 'a login',
      document: post(
        body('{type: object, properties: {password: {type: string}}}'),
        "'401': {description: ''}",
      ),
      finds: [],
    },
    {
      name: 'covered by a range',
      document: post(
        'security:\n  - key: []',
        "'200': {description: ''}\n4XX: {description: ''}",
        'components:\n  securitySchemes:\n    key: {type: http, scheme: basic}',
      ),
      finds: [],
    },
  ],
  'unreachable-component': [
    {
      name: 'what only itself refers to',
      document: post(
        '',
        undefined,
        "components:\n  schemas:\n    A: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}\n  responses:\n    R: {description: ''}",
      ),
      finds: [
        [11, 'the schema A'],
        [13, 'the response R'],
      ],
    },
    {
      name: 'reached by way of another, and chosen by a discriminator',
      document: post(
        '',
        answer('200', "{$ref: '#/components/schemas/Pet'}"),
        "components:\n  schemas:\n    Pet: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat'}}}\n    Cat: {type: object}\n    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}]}",
      ),
      finds: [],
    },
    { name: 'a document of components alone', document: schemas('A: {type: string}'), finds: [] },
  ],
  'tag-unused': [
    {
      name: 'on no operation',
      document: post('tags: [A]', undefined, 'tags:\n  - name: A\n  - name: B'),
      finds: [[11, 'the tag "B" is declared, and no operation has it']],
    },
    { name: 'on one', document: post('tags: [A]', undefined, 'tags: [{name: A}]'), finds: [] },
  ],
  'tag-undeclared': [
    {
      name: 'where others are',
      document: post('tags: [B]', undefined, 'tags: [{name: A}]'),
      finds: [[8, 'the tag "B" is not declared']],
    },
    { name: 'where none is', document: post('tags: [B]'), finds: [] },
  ],
};

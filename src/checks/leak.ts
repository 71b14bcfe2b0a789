import { child } from '../document/node.ts';
import { fromPointer, inEachEntry, leaves, toPointer } from '../document/pointer.ts';
import { schemasAt } from '../document/schema.ts';
import { brief, type Json } from '../json.ts';
import type { Check } from './check.ts';
import { extras } from './extras.ts';
import type { Observation } from './finding.ts';
import type { Reading } from './reading.ts';

/** A class of a library in Ruby; in a success it may be the type of what was made. */
const CLASS_NAME = /\b[A-Z]\w{0,60}::([A-Z]\w{0,60}::){0,6}[A-Z]\w{0,60}[a-z]\w{0,60}/;

/**
 * What a server ought to keep to itself, by what it looks like. No repetition is open-ended where it could be tried
 * again from every letter: what is searched is hostile.
 */
const INSIDES: { kind: string; what: string; pattern: RegExp }[] = [
  {
    kind: 'stack-trace',
    what: 'a stack trace',
    pattern: anyOf([
      // JavaScript
      /\bat [\w.$<>[\] ]{1,80} \(?[^\s()]{0,80}[A-Za-z/][^\s()]{0,80}:\d+:\d+\)?/,
      // Java, Kotlin, Scala
      /\bat [\w.$]+\([\w$]+\.(java|kt|scala):\d+\)/,
      // Python
      /Traceback \(most recent call last\)/,
      /File "[^"]+", line \d+/,
      // Ruby, and whoever names a file and a line
      /[\w/.-]{1,80}\.(rb|py|ex|php|go|js|ts|java|cs):\d+(:in\b|:\d+)/,
      // Go
      /goroutine \d+ \[/,
      /\bpanic: /,
      // PHP
      /#\d+ \/[\w/.-]+\.php\(\d+\)/,
      // Java
      /Caused by: [\w.]+Exception/,
    ]),
  },
  {
    kind: 'exception',
    what: 'an exception of its language',
    pattern: anyOf([
      // Java, Kotlin, Scala
      /\b(java|javax|kotlin|scala|org|com|io|net)\.[\w.$]{0,120}(Exception|Error)\b/,
      // Ruby
      /\bundefined (method|local variable or method) ['`\u2018"]/,
      /\bfor nil:NilClass\b/,
      // Ruby, Python, Java, .NET, JavaScript
      /\b(NoMethodError|NameError|KeyError|AttributeError|NullPointerException|NullReferenceException|ReferenceError|RuntimeError|SyntaxError|TypeError|UncaughtException)\b/,
      // JavaScript
      /Cannot read propert(y|ies)\b.{0,80}\bof (undefined|null)\b/,
      /\bis not a function\b/,
      // Python
      /'NoneType' object/,
      // Go, C
      /nil pointer dereference/,
      /\bsegmentation fault\b/,
      // Elixir
      /\*\* \(\w+Error\)/,
      // Jackson, of Java
      /\bcom\.fasterxml\.jackson\b/,
      /\bCannot (de)?serialize value of type\b/,
      /\b(JsonMapping|JsonParse|MismatchedInput|InvalidFormat|UnrecognizedProperty|HttpMessageNotReadable)Exception\b/,
      /\[Source: (\([\w.]{1,80}\)|UNKNOWN;|REDACTED)/,
      // .NET
      /\bSystem\.[\w.]{0,80}Exception\b/,
      /\b(System\.Text\.Json|Newtonsoft\.Json|Microsoft\.(AspNetCore|EntityFrameworkCore))\b/,
      /\bcould not be converted to System\.[\w.]{1,60}/,
      /\bBytePositionInLine: \d/,
      // Go
      /\bjson: cannot unmarshal\b/,
      /\binto Go (struct field|value of type)\b/,
    ]),
  },
  {
    kind: 'database',
    what: 'a message of its database',
    pattern: anyOf([
      /\bSQLSTATE\b/,
      // PostgreSQL from Ruby, Oracle, Rails
      /\bPG::\w+/,
      /\bORA-\d{5}/,
      /ActiveRecord::/,
      // PostgreSQL
      /\bsyntax error at or near\b/,
      /duplicate key value violates/,
      /relation "[^"]+" does not exist/,
      // SQL
      /\bSELECT\b[\s\S]{1,200}\bFROM\b/,
      /\bINSERT INTO\b/,
      // MongoDB
      /\bE11000 duplicate key\b/,
      // Go, Node and Python on their way to a database
      /(?<=^|[:>"'(\n] ?)pq: [a-z][a-z ]{1,60}/,
      /MongoError/,
      /SequelizeDatabaseError/,
      /psycopg2/,
      // MySQL
      /You have an error in your SQL syntax/,
    ]),
  },
  {
    // After the database, whose libraries have such names too.
    kind: 'exception',
    what: 'a class of its language',
    pattern: CLASS_NAME,
  },
  {
    kind: 'internals',
    what: 'an address, path or setting of its own',
    pattern: anyOf([
      // Addresses of a private network (RFC 1918); one that ends in .0/ and a number is a whole network
      /(?<![\d.])(?!\d{1,3}\.\d{1,3}\.\d{1,3}\.0\/\d)(10\.\d{1,3}|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?![\d.])/,
      // Hosts of a private network
      /(?<=[\s"'@/(])[\w.-]{1,80}\.(cluster\.local|internal|intranet|corp|lan)\b/,
      /\b[\w.-]{1,80}\.(cluster\.local|internal|intranet|corp|lan):\d+/,
      /\b(ECONNREFUSED|ECONNRESET|ENOTFOUND|EHOSTUNREACH)\b/,
      // Paths
      /(?<![\w/])\/(usr\/(src|local|lib)|var\/(www|lib|log|task)|home\/\w+|opt\/\w+|srv\/\w+|app\/(src|lib|node_modules|vendor|models|controllers)|etc\/\w+)\/?[\w./-]*/,
      /\b[A-Z]:\\\\?[\w\\]+/,
      /\bnode_modules\//,
      // Settings
      /\b(AWS_SECRET_ACCESS_KEY|DATABASE_URL|SECRET_KEY_BASE)\b/,
      /\b(postgres(ql)?|mysql|redis|amqp|mongodb(\+srv)?):\/\//,
    ]),
  },
  {
    kind: 'key',
    what: 'a key or secret of its own',
    pattern: anyOf([
      // AWS
      /\b(AKIA|ASIA)[0-9A-Z]{16}\b/,
      // Secrets that webhooks are signed with, of Stripe and Standard Webhooks; keys of Stripe, GitHub, Slack, Google
      /\bwhsec_[\w+/=-]{16}/,
      /\b[sr]k_(live|test)_\w{10}/,
      /\b(gh[opsu]|github_pat)_\w{20}/,
      /\bxox[abprs]-\w{10}/,
      /\bAIza[\w-]{35}/,
      /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/,
    ]),
  },
];

/** A pattern for whatever one of several is found in. */
function anyOf(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'));
}

/** Names of fields in which frameworks put what only developers ought to see. */
const FIELDS =
  /\/(stack|(call_?)?stack_?trace|backtrace|trace(?=\/)|(inner_?)?exception(_?(class|type|name|message))?|debug(_?(info|message))?|sql(_?query)?)(?=\/|$)/i;

export const leak: Check = {
  id: 'leak',
  promise:
    'No answer gives away a credential, and neither an error nor an undocumented part of a success the insides of the server.',
  severity: 'error',
  source: 'OWASP API Security Top 10 2023, API8; RFC 6750 section 5',
  kinds: {
    credential: 'A credential of the request comes back in the answer.',
    'stack-trace': 'An error, or what is not documented of a success, holds a stack trace.',
    exception:
      "An error, or what is not documented of a success, holds an exception of the server's language.",
    database: 'An error, or what is not documented of a success, holds a message of the database.',
    key: 'An error, or what is not documented of a success, holds a key or secret, by its well-known form.',
    internals: 'An error holds an address, a path or a setting of the server.',
    'debug-field':
      'An error has a field that frameworks fill for developers, and that the document does not describe.',
  },
  *each(reading) {
    const { exchange, json, media, status, documented, gate, contract } = reading;
    for (const { name, where } of exchange.echoedSecrets) {
      yield {
        severity: 'error',
        kind: 'credential',
        message: `the credential ${name} comes back in the ${where} of the answer ${status ?? ''}`.trimEnd(),
        response: {
          part: where === 'body' ? 'body' : 'header',
          pointer: where === 'body' ? '' : where.replace(/^header /, ''),
          expected: 'no credential',
          actual: `[redacted:${name}]`,
        },
        promise: documented?.pointer,
        cause: `credential ${name} ${where}`,
      };
    }
    const { response } = exchange;
    if (response === undefined || status === undefined || gate) return;
    if (status < 400) {
      yield* besides(reading);
      return;
    }
    for (const [name, value] of response.headers) {
      // Proxies write their addresses into headers such as Via, which is their right.
      for (const found of inside(value, name)) {
        if (found.kind !== 'internals')
          yield { ...found, response: { ...found.response, part: 'header', pointer: name } };
      }
    }
    if (json?.value === undefined) {
      yield* inside(new TextDecoder().decode(response.body.subarray(0, 100_000)), '');
      return;
    }
    const seen = new Set<string>();
    const source = contract.errors?.source;
    for (const { pointer, value } of leaves(json.value)) {
      // A pointer into the request may look like a path of a disk.
      if (source !== undefined && pointer.endsWith(source)) continue;
      const field = FIELDS.exec(pointer);
      if (field !== null && isDescribed(media, pointer.slice(0, field.index + field[0].length))) continue;
      for (const found of typeof value === 'string' ? inside(value, pointer) : []) {
        if (seen.has(found.kind)) continue;
        seen.add(found.kind);
        yield found;
      }
      if (field === null || value === null || value === '' || value === false || seen.size > 0) continue;
      seen.add('debug-field');
      yield observation(
        'debug-field',
        pointer,
        `the error has a field "${field[1]}" (${brief(value, 60)}), which is for developers only`,
        value,
      );
    }
  },
};

/** True where the document names a property: what it is there for is said, as of a compiler's own stack. */
function isDescribed(media: Reading['media'], pointer: string): boolean {
  const keys = fromPointer(pointer) ?? [];
  const name = keys.pop() ?? '';
  return schemasAt(media?.schema, toPointer(keys)).some(
    (schema) => child(schema, 'properties', name) !== undefined,
  );
}

/** Of these a success may have left a trace; a name of a class or a path is as likely a value that somebody asked for. */
const TRACES = new Set(['stack-trace', 'exception', 'database', 'key']);

/** What a success holds where the document describes nothing, each kind once; what the request said itself is an echo. */
function* besides({ json, media, sent }: Reading): Generator<Observation> {
  if (json?.value === undefined || media?.schema === undefined) return;
  const seen = new Set<string>();
  for (const { pointer, value } of extras(media.schema, json.value)) {
    for (const leaf of leaves(value)) {
      if (typeof leaf.value !== 'string') continue;
      for (const found of inside(leaf.value, `${pointer}${leaf.pointer}`, 'success')) {
        if (!TRACES.has(found.kind) || seen.has(found.kind) || holds(sent, leaf.value)) continue;
        seen.add(found.kind);
        yield found;
      }
    }
  }
}

function holds(sent: Json | undefined, text: string): boolean {
  return [...leaves(sent)].some(({ value }) => value === text);
}

/** All of them at once: most texts hold none. */
const ANY = new RegExp(INSIDES.map(({ pattern }) => pattern.source).join('|'));

function* inside(
  text: string,
  pointer: string,
  answer: 'error' | 'success' = 'error',
): Generator<Observation> {
  if (!ANY.test(text)) return;
  for (const { kind, what, pattern } of INSIDES) {
    if (answer === 'success' && pattern === CLASS_NAME) continue;
    const found = pattern.exec(text);
    if (found === null) continue;
    const shown = found[0].replace(/\s+/g, ' ').slice(0, 80);
    yield observation(kind, pointer, `the ${answer} gives away ${what}: ${JSON.stringify(shown)}`, shown);
    return;
  }
}

/** The document promises nothing of the kind in any line of it: the promise is the check's own. */
function observation(kind: string, pointer: string, message: string, actual: Json): Observation {
  return {
    severity: 'error',
    kind,
    message,
    response: { pointer, expected: 'nothing of the kind', actual },
    cause: `${kind} ${inEachEntry(pointer)}`,
  };
}

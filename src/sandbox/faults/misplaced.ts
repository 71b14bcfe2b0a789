import { isObject } from '../../json.ts';
import { parseJson } from '../body.ts';
import { type Call, cookieOf } from '../call.ts';
import type { Fault } from '../fault.ts';
import { eventOf, fault, harmless } from './make.ts';
import { NAMES } from './names.ts';

/** Where frameworks look for a token besides its header (RFC 6750 sections 2.2 and 2.3). */
const TOKEN_NAME = 'access_token';

/** A scheme is satisfied by a credential that stands in another place than the document says. */
function elsewhere(name: string, title: string, scheme: string, find: (call: Call) => unknown): Fault {
  return fault('status', 'authentication', name, title, ({ contract, environment }) => ({
    rules: (rules) => ({
      satisfies: (each, call) =>
        rules.satisfies(each, call) ||
        (each.name === scheme && find(call) === environment[contract.credentials[scheme] ?? '']),
    }),
  }));
}

function inBody(call: Call, name: string): unknown {
  const { input } = parseJson(call.body);
  return isObject(input) ? input[name] : undefined;
}

const { bearer, partner, partnerHeader } = NAMES;

export const misplaced: readonly Fault[] = [
  elsewhere('bearer-in-query', 'The token is accepted in the query.', bearer, ({ query }) =>
    query.get(TOKEN_NAME),
  ),
  elsewhere('bearer-in-cookie', 'The token is accepted in a cookie.', bearer, (call) =>
    cookieOf(call, TOKEN_NAME),
  ),
  elsewhere('bearer-in-body', 'The token is accepted in the body.', bearer, (call) =>
    inBody(call, TOKEN_NAME),
  ),
  elsewhere('partner-in-query', 'The partner id is accepted in the query.', partner, ({ query }) =>
    query.get(partnerHeader),
  ),
  elsewhere('partner-in-cookie', 'The partner id is accepted in a cookie.', partner, (call) =>
    cookieOf(call, partnerHeader),
  ),
  elsewhere('partner-in-body', 'The partner id is accepted in the body.', partner, (call) =>
    inBody(call, partnerHeader),
  ),
  fault(
    'error-shape',
    'authentication',
    'carries-out-what-it-refuses',
    'An event is triggered before credentials are looked at: the 401 holds it.',
    (run) => ({
      answer(answer, call, decision) {
        const { input } = parseJson(call.body);
        if (decision.kind !== 'unauthorized' || !isObject(answer.json) || !isObject(input)) return answer;
        const event = eventOf(run.answer({ kind: 'success', input }).json);
        return { ...answer, json: { ...answer.json, [NAMES.event]: event } };
      },
    }),
  ),
  harmless(
    'authentication',
    'token-in-query-as-400',
    'A token in the query is a malformed request.',
    (run) => ({
      answer: (answer, { query }, decision) =>
        decision.kind === 'unauthorized' && query.size > 0
          ? run.answer({
              kind: 'invalid',
              objections: [{ keyword: '', pointer: '', code: 'invalid', detail: 'there is no such query' }],
            })
          : answer,
    }),
  ),
];

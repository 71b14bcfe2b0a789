import { createExpectationJudge } from '../../checks/expected.ts';
import type { Finding, Severity } from '../../checks/finding.ts';
import { createRequestJudge } from '../../checks/request.ts';
import type { RequestObservation } from '../../checks/request-observation.ts';
import type { Contract } from '../../contract/contract.ts';
import { joinPointer } from '../../document/pointer.ts';
import { pointerPlace } from '../../document/pointer-place.ts';
import type { PactFile, PactInteraction } from '../../exchange/pact.ts';
import { isObject } from '../../json.ts';
import type { ComparisonFinding, Part } from '../../report/comparison.ts';

/** Judges the interactions of Pacts against one operation of a document. */
export type PactJudge = (pact: PactFile, interaction: PactInteraction) => ComparisonFinding[];

/**
 * Makes Plumbline's own judge of Pacts. Both sides of an interaction have to be possible by the document: the request
 * has to be right, unless the answer that is expected is a refusal, and the answer has to be one that it promises.
 */
export function createPactJudge(contract: Contract, interactions: readonly PactInteraction[]): PactJudge {
  const rules = new Map(interactions.map(({ exchange, rules: own }) => [exchange.id, own]));
  const judgeRequest = createRequestJudge(contract.operation);
  const judgeResponse = createExpectationJudge(
    contract,
    (exchange, pointer, example, value) => rules.get(exchange.id)?.admits(pointer, example, value) ?? false,
  );
  return (pact, interaction) => {
    const observations = judgeRequest(interaction.exchange);
    const known = !observations.some(({ kind }) => kind === 'operation');
    return [
      ...requestFindings(observations, interaction, contract).map((each) => ({
        ...fromRequest(each, contract, pact, interaction),
      })),
      ...(known ? judgeResponse(interaction.exchange) : []).flatMap((finding) =>
        fromResponse(finding, pact, interaction),
      ),
    ];
  };
}

type Weighed = Omit<RequestObservation, 'kind' | 'forbidden' | 'part'> & {
  kind: RequestObservation['kind'] | 'refused-right';
  part: RequestObservation['part'] | 'status';
  severity: Severity;
};

/** Statuses that say that the request itself is wrong, whatever the state of the provider. */
const OF_THE_REQUEST = new Set([400, 405, 406, 411, 413, 414, 415, 422, 431]);

/** What is wrong with a request depends on the answer that the Pact expects to it. */
function requestFindings(
  observations: readonly RequestObservation[],
  { exchange }: PactInteraction,
  contract: Contract,
): Weighed[] {
  const status = exchange.response?.status ?? 0;
  const refused = status >= 400 && status < 500;
  const forbidden = observations.filter((observation) => observation.forbidden);
  const weighed = observations.flatMap((observation): Weighed[] => {
    const { forbidden: isForbidden, kind, part } = observation;
    if (kind === 'operation') return [{ ...observation, kind, severity: 'error' }];
    if (!isForbidden) {
      return refused ? [] : [{ ...observation, severity: kind === 'parameter-unknown' ? 'note' : 'warning' }];
    }
    const message = `${observation.message}; the Pact expects ${status}`;
    if (!refused) return [{ ...observation, message, severity: 'error' }];
    const otherRefusal = part === 'credentials' && status !== 401 && status !== 403;
    return otherRefusal ? [{ ...observation, message, severity: 'warning' }] : [];
  });
  if (forbidden.length > 0 || observations.length > 0 || !OF_THE_REQUEST.has(status)) return weighed;
  const { operation } = contract;
  const documented = operation.responses.find((response) => response.status === String(status));
  return [
    {
      kind: 'refused-right',
      severity: 'warning',
      message: `the document allows this request, and the Pact expects ${status}: why it is refused, the document does not say`,
      part: 'status',
      pointer: '',
      promise: documented?.pointer ?? operation.pointer,
    },
  ];
}

const REQUEST_PARTS: Readonly<Record<Weighed['part'], Part>> = {
  operation: 'the method and path',
  credentials: 'the credentials of the request',
  parameters: 'the parameters and headers of the request',
  'media type': 'the media type of the request',
  body: 'the body of the request',
  status: 'the status of the response',
};

function fromRequest(
  { severity, kind, message, part, pointer, expected, actual, promise }: Weighed,
  { operation }: Contract,
  pact: PactFile,
  interaction: PactInteraction,
): ComparisonFinding {
  const place: Record<Weighed['part'], string> = {
    operation: '/request/path',
    credentials: '/request/headers',
    parameters: pointer.startsWith('query ')
      ? '/request/query'
      : joinPointer('/request/headers', pointer.slice(7)),
    'media type': joinPointer('/request/headers', pointer),
    body: bodyOf(interaction, 'request') + pointer,
    status: '/response/status',
  };
  return {
    by: 'plumbline',
    severity,
    check: 'request',
    kind,
    part: REQUEST_PARTS[part],
    message,
    pact: pointerPlace(pact, interaction.pointer + place[part]),
    document: pointerPlace(operation.document, promise),
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
  };
}

function fromResponse(
  { severity, check, kind, message, response, document }: Finding,
  pact: PactFile,
  interaction: PactInteraction,
): ComparisonFinding[] {
  const { part = 'body', pointer = '', expected, actual } = response ?? {};
  const place =
    part === 'status'
      ? '/response/status'
      : part === 'header'
        ? joinPointer('/response/headers', pointer)
        : bodyOf(interaction, 'response') + pointer;
  return [
    {
      by: 'plumbline',
      severity,
      check,
      kind,
      part: responsePart(part, check),
      message: plainer(message, check, kind, interaction),
      pact: pointerPlace(pact, interaction.pointer + place),
      ...(document === undefined ? {} : { document }),
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
    },
  ];
}

function responsePart(part: string, check: string): Part {
  if (part === 'status') return 'the status of the response';
  if (check === 'media-type') return 'the media type of the response';
  return part === 'header' ? 'the headers of the response' : 'the body of the response';
}

/** The checks of answers speak of what came; of a Pact it is what is expected. */
function plainer(message: string, check: string, kind: string, { exchange }: PactInteraction): string {
  if (check === 'status' && kind === 'undocumented') {
    return `the Pact expects ${exchange.response?.status}, which the document does not know`;
  }
  return message;
}

function bodyOf({ raw }: PactInteraction, side: 'request' | 'response'): string {
  const message = raw[side];
  const body = isObject(message) ? message['body'] : undefined;
  return isObject(body) && body['content'] !== undefined && raw['type'] !== undefined
    ? `/${side}/body/content`
    : `/${side}/body`;
}

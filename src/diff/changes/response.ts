import { nodeAt } from '../../document/node.ts';
import type { DocumentedResponse } from '../../document/operation.ts';
import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { wordingChanges } from './docs.ts';
import { exampleChanges } from './example.ts';
import { linkChanges } from './link.ts';
import { responseBodyChanges } from './response-body.ts';
import { responseHeaderChanges } from './response-header.ts';

/** What became of the answers of an operation: each documented status is held against what now stands for it. */
export function responseChanges(pair: OperationPair): RawChange[] {
  const before = pair.base.responses;
  const after = pair.candidate.responses;
  const found: RawChange[] = [];
  const swapped = otherSuccess(before, after);
  const moved = movedErrors(before, after);
  const isMoved = (response: DocumentedResponse) => [...moved.values()].includes(response);
  for (const response of before) {
    const now = standsFor(response.status, after);
    const left = ofClass(response, after, before);
    const [first] = left;
    const other = isSuccess(response) ? swapped : moved.get(response);
    if (now !== undefined) {
      found.push(...changed(response, now, pair));
    } else if (first !== undefined) {
      // What they show, they show between them.
      const all = { ...first, content: left.flatMap(({ content }) => content) };
      found.push(narrowed(response, left, first.pointer, pair), ...exampleChanges(response, all, pair));
    } else if (other !== undefined) {
      found.push(statusChanged(response, other, pair), ...changed(response, other, pair));
    } else {
      found.push(removed(response, pair));
    }
  }
  for (const response of after) {
    if (response === swapped || isMoved(response)) continue;
    if (before.some(({ status }) => status === response.status)) continue;
    const stood = standsFor(response.status, before);
    if (stood !== undefined) found.push(...carvedOut(stood, response, pair));
    else found.push(added(response, pair));
  }
  return found;
}

/**
 * The response for a status: its own, its class's, or `default` (OpenAPI 3.0 section 4.7.16). Where successes are
 * documented by themselves, `default` is for what else may happen.
 */
function standsFor(status: string, responses: readonly DocumentedResponse[]): DocumentedResponse | undefined {
  const rest = isSuccess({ status }) && responses.some(isSuccess) ? [] : ['default'];
  return [status, `${status[0]}XX`, ...rest]
    .map((key) => responses.find((response) => response.status === key))
    .find((response) => response !== undefined);
}

function isSuccess({ status }: Pick<DocumentedResponse, 'status'>): boolean {
  return /^[23]/.test(status);
}

/** The one success that stands in the place of the one that is gone. */
function otherSuccess(
  before: readonly DocumentedResponse[],
  after: readonly DocumentedResponse[],
): DocumentedResponse | undefined {
  const gone = before.filter((each) => isSuccess(each) && standsFor(each.status, after) === undefined);
  const fresh = after.filter((each) => isSuccess(each) && standsFor(each.status, before) === undefined);
  return gone.length === 1 && fresh.length === 1 ? fresh[0] : undefined;
}

/** The statuses of a class, such as `4XX`, or of `default`, that one document names and the other does not. */
function ofClass(
  { status }: DocumentedResponse,
  among: readonly DocumentedResponse[],
  known: readonly DocumentedResponse[],
): DocumentedResponse[] {
  const fresh = among.filter((each) => !known.some((other) => other.status === each.status));
  if (status === 'default') return ofDefault(fresh, among, known);
  if (!/^[1-5]XX$/.test(status)) return [];
  return fresh.filter((each) => /^\d+$/.test(each.status) && each.status[0] === status[0]);
}

/**
 * What is left of `default`: nothing where one of the two kinds of errors is no longer spoken of, nor where no success is,
 * which `default` is for as well if none is documented by itself.
 */
function ofDefault(
  fresh: readonly DocumentedResponse[],
  among: readonly DocumentedResponse[],
  known: readonly DocumentedResponse[],
): DocumentedResponse[] {
  const isThere = (digit: string) => among.some(({ status }) => status.startsWith(digit));
  if (!isThere('4') || !isThere('5') || !among.some(isSuccess)) return [];
  const own = fresh.filter((each) => standsFor(each.status, known)?.status === 'default');
  const classes = among.filter(({ status }) => status === '4XX' || status === '5XX');
  // Beside both classes of errors it said nothing.
  return own.length === 0 && classes.length === 2 ? classes : own;
}

/** A status that was one of a class, and says by itself now what comes: the class's error codes are still the class's. */
function carvedOut(
  stood: DocumentedResponse,
  response: DocumentedResponse,
  pair: OperationPair,
): RawChange[] {
  const all = changed({ ...stood, status: response.status }, response, pair);
  const found = all.filter(({ kind, effect }) => !(kind.startsWith('example-') && effect === 'breaks'));
  const isLeft = pair.candidate.responses.some(({ status }) => status === stood.status);
  if (found.length === all.length || isSuccess(response) || !isLeft) return found;
  return [...found, added(response, pair)];
}

/** A class of statuses gives way to some of them: each is held against what the class promised, and the rest may not come. */
function narrowed(
  response: DocumentedResponse,
  left: readonly DocumentedResponse[],
  candidate: string,
  pair: OperationPair,
): RawChange {
  const statuses = left.map(({ status }) => status);
  return {
    ...about(response, pair),
    kind: 'response-statuses-narrowed',
    effect: 'safe',
    text: `only ${statuses.join(', ')} of its statuses ${statuses.length === 1 ? 'is' : 'are'} documented now`,
    why: 'nothing may come that could not come before',
    base: response.pointer,
    candidate,
    before: response.status,
    after: statuses,
  };
}

/** Errors that go and come under another status, and are one by what the document calls them or says of them. */
function movedErrors(
  before: readonly DocumentedResponse[],
  after: readonly DocumentedResponse[],
): Map<DocumentedResponse, DocumentedResponse> {
  const gone = before.filter((each) => !isSuccess(each) && standsFor(each.status, after) === undefined);
  const fresh = after.filter((each) => !isSuccess(each) && standsFor(each.status, before) === undefined);
  const isOne = (one: DocumentedResponse, other: DocumentedResponse) =>
    one.content.length > 0 === other.content.length > 0 &&
    (one.pointer === other.pointer || isSaidAlike(one, other));
  return new Map(
    gone.flatMap((each): [DocumentedResponse, DocumentedResponse][] => {
      const twins = fresh.filter((other) => isOne(each, other));
      const [only, more] = twins;
      const alone = gone.filter((other) => only !== undefined && isOne(other, only)).length === 1;
      return only === undefined || more !== undefined || !alone ? [] : [[each, only]];
    }),
  );
}

/** By what is said of them: where nothing is, only what they hold tells that they are answers of one kind. */
function isSaidAlike(one: DocumentedResponse, other: DocumentedResponse): boolean {
  return one.description === other.description && (one.content.length > 0 || one.description !== '');
}

function statusChanged(
  before: DocumentedResponse,
  after: DocumentedResponse,
  pair: OperationPair,
): RawChange {
  return {
    ...about(before, pair),
    kind: 'response-status-changed',
    effect: 'breaks',
    text: `it is now ${after.status}`,
    why: 'whoever waits for that status waits in vain',
    base: before.pointer,
    candidate: after.pointer,
    before: before.status,
    after: after.status,
  };
}

function about({ status }: DocumentedResponse, { where }: OperationPair) {
  return {
    side: 'response',
    place: `the answer ${status}`,
    where: { ...where, part: 'response', status },
  } as const;
}

function removed(response: DocumentedResponse, pair: OperationPair): RawChange {
  const success = isSuccess(response);
  const said = response.content.length > 0 || response.headers.length > 0;
  // What is wrong with a request is told by the status alone as well; a fault of the server is nobody's to act on.
  const breaks = success || said || response.status.startsWith('4');
  return {
    ...about(response, pair),
    kind: 'response-removed',
    effect: breaks ? 'breaks' : 'safe',
    text: 'it is no longer documented',
    why: success
      ? 'whoever waits for that status waits in vain'
      : said
        ? 'whoever reads its body, or tells errors apart by it, has nothing to go by any more'
        : breaks
          ? 'whoever tells errors apart by their status no longer meets it'
          : 'it promised nothing that anybody could read',
    base: response.pointer,
    candidate: pair.candidate.pointer,
    before: response.status,
    after: pair.candidate.responses.map(({ status }) => status),
  };
}

function added(response: DocumentedResponse, pair: OperationPair): RawChange {
  const success = isSuccess(response);
  return {
    ...about(response, pair),
    kind: success ? 'response-success-added' : 'response-added',
    effect: success ? 'breaks' : 'safe',
    text: 'it is new',
    why: success
      ? 'a success may come in another form than before, without what is read of it'
      : 'the answers that were documented still are; see that one which nobody knew is not taken for another',
    base: pair.base.pointer,
    candidate: response.pointer,
    after: response.status,
  };
}

function changed(before: DocumentedResponse, after: DocumentedResponse, pair: OperationPair): RawChange[] {
  const at = about(before, pair);
  return [
    ...wordingChanges(
      nodeAt(pair.base.document, before.pointer),
      nodeAt(pair.candidate.document, after.pointer),
      ['description'],
      at,
    ),
    ...responseHeaderChanges(before, after, pair),
    ...linkChanges(before, after, pair, at),
    ...responseBodyChanges(before, after, pair, at),
    ...exampleChanges(before, after, pair),
  ];
}

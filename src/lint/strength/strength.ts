import { createJudge } from '../../checks/judge.ts';
import { compileSchema } from '../../checks/request-schema.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Document } from '../../document/document.ts';
import type { Node } from '../../document/node.ts';
import { inEachEntry, leaves, valueAt } from '../../document/pointer.ts';
import { pointerPlace } from '../../document/pointer-place.ts';
import { schemasAt } from '../../document/schema.ts';
import { isObject, type Json } from '../../json.ts';
import { attempt, reached } from '../look.ts';
import { asExchange } from './as-exchange.ts';
import { type Change, changed, changesFor, type KnownValues } from './change.ts';
import { type MutationKind, mutantsOf } from './mutate.ts';
import type { RightBody } from './right-body.ts';

/** Who tells that a body is wrong: Ajv alone, Ajv with formats, Plumbline's judge. */
export interface Rejected {
  bare: number;
  formats: number;
  judge: number;
}

/** A wrong body that the schema accepts, formats included. */
export interface Survivor {
  kind: MutationKind;
  /** Where in the body, indexes of lists as `*`. */
  pointer: string;
  says: string;
  /** The check that notices it, as `check/kind`; absent when none does. */
  noticedBy?: string;
}

/** How much of what can go wrong with one answer its schema catches. */
export interface AnswerStrength {
  operation: string;
  status: string;
  mediaType: string;
  from: RightBody['from'][];
  /** How many right bodies there were, and how many wrong ones were made of them. */
  bodies: number;
  wrong: number;
  rejected: Rejected;
  survivors: Survivor[];
}

/** A change that was made to the document for a try, and caught what it is said to catch. */
export interface StrengthChange {
  pointer: string;
  file: string;
  line?: number;
  text: string;
  yaml: string;
  /** How many wrong bodies it catches that the schema accepted. */
  catches: number;
}

export interface Strength {
  answers: AnswerStrength[];
  wrong: number;
  rejected: Rejected;
  /** The smallest changes, those that catch most first. */
  changes: StrengthChange[];
  /** How many wrong bodies no change of these kinds catches. */
  beyond: number;
}

/**
 * Measures how strong the schemas of an operation's answers are: makes every right body wrong in every small way, and
 * counts what a schema alone would accept.
 *
 * @param contract of the operation; the judge holds the bodies to it
 * @param bodies right bodies of the operation's answers
 */
export function measureStrength(contract: Contract, bodies: readonly RightBody[]): Strength {
  const { operation } = contract;
  const judge = createJudge(contract);
  const errorsIn = (right: RightBody, body: Json): string[] => {
    const reading = judge.read(asExchange(contract, right, body));
    return judge
      .judge([reading])
      .filter(({ severity }) => severity === 'error')
      .map(({ check, kind, response }) => `${check}/${kind} ${response?.pointer ?? ''}`);
  };
  const groups = new Map<string, RightBody[]>();
  for (const each of bodies) {
    const key = `${each.status} ${each.media.type}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const answers: AnswerStrength[] = [];
  const tries: Tried[] = [];
  const texts = knownTexts(bodies);
  for (const group of groups.values()) {
    const [first] = group;
    const schema = reached(first?.media.schema);
    if (first === undefined || schema === undefined) continue;
    const bare = attempt(() => compileSchema(schema, { direction: 'response', formats: false }));
    const formats = attempt(() => compileSchema(schema, { direction: 'response' }));
    if (bare === undefined || formats === undefined) continue;
    const rejected: Rejected = { bare: 0, formats: 0, judge: 0 };
    const survivors = new Map<string, Survivor>();
    let wrong = 0;
    for (const right of group) {
      const known = new Set(errorsIn(right, right.body));
      for (const mutant of mutantsOf(right.body)) {
        wrong += 1;
        const noticed = errorsIn(right, mutant.body).find((each) => !known.has(each));
        const byFormats = formats(mutant.body).length > 0;
        rejected.bare += bare(mutant.body).length > 0 ? 1 : 0;
        rejected.formats += byFormats ? 1 : 0;
        rejected.judge += noticed === undefined ? 0 : 1;
        if (byFormats) continue;
        const pointer = inEachEntry(mutant.pointer);
        const name = noticed?.split(' ')[0];
        survivors.set(`${mutant.kind} ${pointer} ${name ?? ''}`, {
          kind: mutant.kind,
          pointer,
          says: mutant.says,
          ...(name === undefined ? {} : { noticedBy: name }),
        });
        tries.push({ schema, body: mutant.body, changes: changesFor(schema, mutant, right.body, texts) });
      }
    }
    answers.push({
      operation: operation.id,
      status: first.status,
      mediaType: first.media.type,
      from: [...new Set(group.map(({ from }) => from))],
      bodies: group.length,
      wrong,
      rejected,
      survivors: [...survivors.values()],
    });
  }
  return { answers, ...sums(answers), ...confirmed(operation.document, tries, bodies) };
}

/** What every text of the answers is, by the schema that describes it; a sample has only what the schema gives. */
function knownTexts(bodies: readonly RightBody[]): KnownValues {
  const found = new Map<string, Set<string>>();
  for (const { media, body, from } of bodies) {
    for (const { pointer, value } of leaves(body)) {
      if (typeof value !== 'string') continue;
      const own = attempt(() => schemasAt(media.schema, pointer)[0]);
      if (own === undefined) continue;
      const words = isObject(own.value) ? own.value : {};
      if (from === 'schema' && words['example'] === undefined && words['examples'] === undefined) continue;
      found.set(own.pointer, (found.get(own.pointer) ?? new Set()).add(value));
    }
  }
  return found;
}

interface Tried {
  schema: Node;
  body: Json;
  changes: Change[];
}

/**
 * Makes each change for a try, and keeps those that catch something and leave every right body right. A wrong body
 * counts for the first that catches it.
 */
function confirmed(
  document: Document,
  tries: readonly Tried[],
  bodies: readonly RightBody[],
): Pick<Strength, 'changes' | 'beyond'> {
  const found = new Map<string, StrengthChange>();
  const validators = new Map<string, Accepts | undefined>();
  const harmless = new Map<string, boolean>();
  let beyond = 0;
  const validator = (schema: Node, change: Change): Accepts | undefined => {
    const key = `${schema.pointer} ${change.pointer} ${change.yaml}`;
    if (!validators.has(key)) validators.set(key, acceptsAfter(changed(document, change), schema));
    return validators.get(key);
  };
  const leavesRight = (change: Change): boolean => {
    const key = `${change.pointer} ${change.yaml}`;
    const known = harmless.get(key);
    if (known !== undefined) return known;
    // What a sample makes up binds nobody.
    const spared = bodies.every(({ media, body, from }) => {
      if (from === 'schema') return true;
      const schema = reached(media.schema);
      if (schema === undefined || acceptsAfter(document, schema)?.(body) !== true) return true;
      return validator(schema, change)?.(body) !== false;
    });
    harmless.set(key, spared);
    return spared;
  };
  const catches = (change: Change, { schema, body }: Tried): boolean =>
    validator(schema, change)?.(body) === false && leavesRight(change);
  for (const tried of tries) {
    const change = tried.changes.find((each) => catches(each, tried));
    if (change === undefined) {
      beyond += 1;
      continue;
    }
    const key = `${change.pointer} ${change.text}`;
    const known = found.get(key) ?? {
      ...pointerPlace(document, change.pointer),
      text: change.text,
      yaml: change.yaml,
      catches: 0,
    };
    found.set(key, { ...known, catches: known.catches + 1 });
  }
  return { changes: [...found.values()].sort((a, b) => b.catches - a.catches), beyond };
}

type Accepts = (body: Json) => boolean;

function acceptsAfter(document: Document, schema: Node): Accepts | undefined {
  const value = valueAt(document.root, schema.pointer);
  if (value === undefined) return undefined;
  const faults = attempt(() =>
    compileSchema({ document, pointer: schema.pointer, value }, { direction: 'response' }),
  );
  return faults === undefined ? undefined : (body) => faults(body).length === 0;
}

/** Adds up what was measured of several answers, or of several operations. */
export function sums(answers: readonly AnswerStrength[]): Pick<Strength, 'wrong' | 'rejected'> {
  const rejected: Rejected = { bare: 0, formats: 0, judge: 0 };
  let wrong = 0;
  for (const each of answers) {
    wrong += each.wrong;
    for (const who of ['bare', 'formats', 'judge'] as const) rejected[who] += each.rejected[who];
  }
  return { wrong, rejected };
}

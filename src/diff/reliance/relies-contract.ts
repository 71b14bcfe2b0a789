import type { Contract, ContractResponse } from '../../contract/contract.ts';
import { joinPointer, toPointer } from '../../document/pointer.ts';
import type { Change } from '../change.ts';
import { pointersMeet } from './pointers-meet.ts';

/** A part of a contract, and whether it relies on what a change is about. */
export interface ContractReliance {
  /** File, line and words, e.g. `contracts/a.contract.yaml:45 responses.201.unique /event/id`. */
  label: string;
  relies(change: Change): boolean;
}

/** The parts of a contract that name something of its document. */
export function contractReliances(contract: Contract): ContractReliance[] {
  const part = (pointer: string, words: string, relies: ContractReliance['relies']): ContractReliance => {
    const { file, line } = contract.placeOf(pointer);
    return { label: `${file}${line === undefined ? '' : `:${line}`} ${words}`, relies };
  };
  const { credentials, values, gate, sandbox, errors } = contract;
  return [
    part('/operation', `operation ${contract.operation.id}`, ({ kind }) => OF_THE_OPERATION.has(kind)),
    ...(sandbox === undefined
      ? []
      : [part('/sandbox', `sandbox ${sandbox}`, (change) => isServer(change, sandbox))]),
    ...Object.keys(credentials).map((name) =>
      part(joinPointer('/credentials', name), `credentials.${name}`, (change) => isCredential(change, name)),
    ),
    ...Object.keys(values).map((pointer) =>
      part(joinPointer('/values', pointer), `values ${pointer}`, inRequest(pointer)),
    ),
    ...(gate === undefined
      ? []
      : [part('/gate/header', `gate.header ${gate.header}`, (change) => isParameter(change, gate.header))]),
    ...(errors === undefined
      ? []
      : Object.entries(errors).flatMap(([name, pointer]) => {
          if (pointer === undefined) return [];
          const whole = name === 'list' ? pointer : `${errors.list}/*${pointer}`;
          return [part(`/errors/${name}`, `errors.${name} ${pointer}`, inErrors(whole))];
        })),
    ...contract.responses.flatMap((response) => ofResponse(response, part)),
  ];
}

type Part = (pointer: string, words: string, relies: ContractReliance['relies']) => ContractReliance;

function ofResponse(response: ContractResponse, part: Part): ContractReliance[] {
  const { status, echoes, unique, fresh, provoke, reach, example } = response;
  const own = (...keys: (string | number)[]) => toPointer(['responses', status, ...keys]);
  const words = `responses.${status}`;
  return [
    ...(reach === 'required'
      ? [part(own('reach'), `${words}.reach`, (change) => ofStatus(change, status) && isWhole(change))]
      : []),
    ...(example === 'off'
      ? []
      : [
          part(own('example'), `${words}.example`, (change) => {
            if (!ofStatus(change, status)) return false;
            return example === 'full'
              ? change.kind.startsWith('example-')
              : /^example-code/.test(change.kind);
          }),
        ]),
    ...Object.entries(echoes).map(([answer, request]) =>
      part(
        own('echoes', answer),
        `${words}.echoes ${answer}`,
        (change) => inAnswer(change, status, answer) || inRequest(request)(change),
      ),
    ),
    ...unique.map((pointer, index) =>
      part(own('unique', index), `${words}.unique ${pointer}`, (change) => inAnswer(change, status, pointer)),
    ),
    ...fresh.map(({ pointer }, index) =>
      part(own('fresh', index), `${words}.fresh ${pointer}`, (change) => inAnswer(change, status, pointer)),
    ),
    ...provoke.map(({ name, set, remove }, index) => {
      const pointers = [...Object.keys(set), ...remove];
      return part(
        own('provoke', index),
        `${words}.provoke ${name}`,
        (change) =>
          (ofStatus(change, status) && change.kind === 'response-removed') ||
          pointers.some((pointer) => inRequest(pointer)(change)),
      );
    }),
  ];
}

const OF_THE_OPERATION = new Set([
  'operation-removed',
  'operation-id-changed',
  'request-deprecated',
  'request-no-longer-deprecated',
]);

/** The sandbox itself or a path of it; `https://a.example` is not where `https://a.example.org` is. */
function isServer({ part, before }: Change, sandbox: string): boolean {
  const bare = sandbox.replace(/\/$/, '');
  return part === 'server' && typeof before === 'string' && `${before}/`.startsWith(`${bare}/`);
}

/** A security scheme, or a header that is a credential. What is only let in besides asks nothing of us. */
function isCredential(change: Change, name: string): boolean {
  return (change.part === 'security' && change.breaking) || isParameter(change, name);
}

function isParameter({ part, name }: Change, wanted: string): boolean {
  return part === 'parameter' && name?.toLowerCase() === wanted.toLowerCase();
}

function inRequest(pointer: string): ContractReliance['relies'] {
  return ({ part, at }) => part === 'request-body' && at !== undefined && pointersMeet(at, pointer);
}

function inAnswer(change: Change, status: string, pointer: string): boolean {
  if (!ofStatus(change, status) || !isOfBody(change)) return false;
  return change.at === undefined ? isWhole(change) : pointersMeet(change.at, pointer);
}

/** Every error answer has the shape that the contract says. */
function inErrors(pointer: string): ContractReliance['relies'] {
  return (change) =>
    change.at !== undefined &&
    (change.statuses ?? []).some(
      (status) => /^([45]|default)/i.test(status) && inAnswer(change, status, pointer),
    );
}

function ofStatus({ part, statuses }: Change, status: string): boolean {
  return part === 'response' && (statuses ?? []).includes(status);
}

/** A change of the names that nobody has written down is about none of those that we have. */
function isOfBody({ kind, breaking }: Change): boolean {
  return !kind.startsWith('example-') && (breaking || !kind.includes('additional-properties'));
}

/** The answer as a whole, its media types or its having a body: not a value in it, nor an example of it. */
function isWhole({ kind, at }: Change): boolean {
  return at === undefined && !kind.startsWith('example-') && !kind.endsWith('-added');
}

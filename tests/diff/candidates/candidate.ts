import { hasOwn, isObject, type Json, type JsonObject } from '../../../src/json.ts';

/** What a careful consumer of the API would say of a change: the verdict that `plumbline diff` has to reach. */
export type Label = 'breaking' | 'compatible' | 'identical';

/** The documents that candidates are made from. */
export type BaseName =
  | 'trigger-event'
  | 'registrations'
  | 'subscriptions'
  | 'payouts'
  | 'messages'
  | 'applications'
  | 'bank'
  | 'catalogue'
  | 'contacts'
  | 'files'
  | 'messaging'
  | 'payments';

/** One realistic change to a document, with the verdict that it deserves. */
export interface Candidate {
  /** Kebab-case, and unique over all areas. */
  name: string;
  base: BaseName;
  label: Label;
  /** Another verdict that would be no mistake, where the rules leave it open; never `breaking`. */
  tolerated?: 'compatible' | 'identical';
  /** One sentence: what was accepted and no longer is, what may come now, or why nothing of that kind happens. */
  why: string;
  /** For a composite: how many breaking changes a reader would count in it. */
  parts?: number;
  /** The provider's published policy says that such a change may come at any time. Absent where that is no matter. */
  announced?: true;
  /** JSON pointers near which the breaking causes stand, in base or candidate. */
  places?: string[];
  /** Changes a deep clone of the parsed base in place; what it returns counts for nothing. */
  edit?: (document: JsonObject) => unknown;
  /** In place of `edit`: a change to the base's text. */
  text?: (base: string) => string;
}

type Edit = NonNullable<Candidate['edit']>;
type More = Partial<Omit<Candidate, 'name' | 'base' | 'label' | 'why' | 'edit'>>;

/** The candidates of one base, without naming it each time. */
export function candidatesOf(base: BaseName) {
  const make =
    (label: Label) =>
    (name: string, why: string, edit: Edit, more: More = {}): Candidate => ({
      ...{ name, base, label, why, edit },
      ...more,
    });
  return {
    breaking: make('breaking'),
    compatible: make('compatible'),
    identical: make('identical'),
    /** Allowed at any time by the provider's policy. */
    announced: (name: string, why: string, edit: Edit): Candidate =>
      make('compatible')(name, why, edit, { announced: true }),
    /** A change of the text alone. */
    text: (name: string, why: string, text: (base: string) => string): Candidate => ({
      ...{ name, base, label: 'identical' as const, why, text },
    }),
  };
}

function keysOf(pointer: string): string[] {
  if (!pointer.startsWith('/')) throw new Error(`not a pointer: ${pointer}`);
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function step(value: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) && hasOwn(value, key) ? value[key] : undefined;
}

/** The value at a pointer. Throws where nothing stands, so that no edit can silently do nothing. */
export function at(document: JsonObject, pointer: string): Json {
  const value = keysOf(pointer).reduce<Json | undefined>(step, document);
  if (value === undefined) throw new Error(`nothing stands at ${pointer}`);
  return value;
}

/** The object at a pointer. */
export function objectAt(document: JsonObject, pointer: string): JsonObject {
  const value = at(document, pointer);
  if (!isObject(value)) throw new Error(`no object stands at ${pointer}`);
  return value;
}

/** The list at a pointer. */
export function listAt(document: JsonObject, pointer: string): Json[] {
  const value = at(document, pointer);
  if (!Array.isArray(value)) throw new Error(`no list stands at ${pointer}`);
  return value;
}

function parentOf(document: JsonObject, pointer: string): { parent: Json; key: string } {
  const cut = pointer.lastIndexOf('/');
  const [key = ''] = keysOf(pointer.slice(cut));
  return { parent: cut === 0 ? document : at(document, pointer.slice(0, cut)), key };
}

/** Sets what stands at a pointer; its parent must be there. In a list, `-` adds at the end. */
export function put(document: JsonObject, pointer: string, value: Json): void {
  const { parent, key } = parentOf(document, pointer);
  if (Array.isArray(parent)) {
    if (key === '-') parent.push(value);
    else parent[Number(key)] = value;
  } else if (isObject(parent)) parent[key] = value;
  else throw new Error(`nothing can stand at ${pointer}`);
}

/** Takes away what stands at a pointer, and returns it. */
export function drop(document: JsonObject, pointer: string): Json {
  const value = at(document, pointer);
  const { parent, key } = parentOf(document, pointer);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (isObject(parent)) delete parent[key];
  return value;
}

/** Takes away several places, the last first where they stand in one list. */
export function dropAll(document: JsonObject, ...pointers: string[]): void {
  for (const pointer of pointers) drop(document, pointer);
}

/** Moves what stands at one pointer to another. */
export function move(document: JsonObject, from: string, to: string): void {
  put(document, to, drop(document, from));
}

/** Adds members to the object at a pointer, or changes them. */
export function extend(document: JsonObject, pointer: string, members: JsonObject): void {
  Object.assign(objectAt(document, pointer), members);
}

/** Takes a text out of the list at a pointer. */
export function without(document: JsonObject, pointer: string, ...values: Json[]): void {
  const list = listAt(document, pointer);
  for (const value of values) {
    const index = list.indexOf(value);
    if (index < 0) throw new Error(`${JSON.stringify(value)} is not in the list at ${pointer}`);
    list.splice(index, 1);
  }
  if (list.length === 0) drop(document, pointer);
}

/** Adds to the list at a pointer. */
export function add(document: JsonObject, pointer: string, ...values: Json[]): void {
  listAt(document, pointer).push(...values);
}

/** Replaces every text equal to `from` in the whole document: references after a component got another name. */
export function replaceTexts(value: Json, from: string, to: string): void {
  const entries = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  for (const [key, item] of entries) {
    if (item === from) (value as Record<string | number, Json>)[key] = to;
    else if (item !== undefined) replaceTexts(item, from, to);
  }
}

/** A deep clone. */
export function clone<T extends Json>(value: T): T {
  return structuredClone(value);
}

/** Pointers into the page's own document. */
export const TRIGGER_PATH = '/paths/~1register~1dev~1trigger_event';
export const TRIGGER = `${TRIGGER_PATH}/post`;
export const TRIGGER_BODY = `${TRIGGER}/requestBody/content/application~1json/schema`;
export const CREATED = `${TRIGGER}/responses/201/content/application~1json/schema`;
export const SCHEMAS = '/components/schemas';
export const EVENT = `${SCHEMAS}/event/properties`;
export const ERROR = `${SCHEMAS}/errors/properties/errors/items`;

/** Pointers into `registrations`. */
export const LIST = '/paths/~1registrations/get';
export const CREATE = '/paths/~1registrations/post';
export const ONE = '/paths/~1registrations~1{registration_id}';
export const FILES = '/paths/~1registrations~1{registration_id}~1files/post';
export const CALLBACK = `${CREATE}/callbacks/statusChanged/{$request.body#~1callback_url}/post`;

/** Pointers into `subscriptions`. */
export const SUBSCRIPTIONS = '/paths/~1subscriptions';
export const SUBSCRIPTION = '/paths/~1subscriptions~1{id}';
export const NEW = `${SCHEMAS}/NewSubscription/properties`;
export const DELIVERIES = '/paths/~1deliveries';
export const WEBHOOK = '/webhooks/delivery/post';

/** Pointers into `payouts`. */
export const PAYOUTS = '/components/pathItems/payouts';
export const PAYOUT = '/paths/~1accounts~1{account}~1payouts~1{payout}';
export const SEARCH = '/paths/~1search/get';
export const QUOTES = '/paths/~1quotes/post';
export const IMPORTS = '/paths/~1imports/put';
export const PAYOUT_REQUEST = `${SCHEMAS}/PayoutRequest/properties`;
export const PAYOUT_ANSWER = `${SCHEMAS}/Payout/properties`;

/** Pointers into `messages`. */
export const MESSAGES = '/paths/~1messages/get';
export const SEND = '/paths/~1messages/post';
export const SEND_BODY = `${SEND}/requestBody/content/application~1json/schema`;
export const MESSAGE = `${SCHEMAS}/Message`;
export const SENT = `${SEND}/callbacks/sent/{$request.body#~1redirect_url}/post`;

import { isObject, type Json } from '../json.ts';
import { clip, escapeControl, fits } from './safe.ts';

/** A value that a writer of JSON can follow: what lies deeper than `depth` becomes `…`. */
export function bounded(value: Json, depth = 64): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.map((item) => bounded(item, depth - 1));
  // From entries, so that a key named __proto__ stays a key.
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, item === undefined ? item : bounded(item, depth - 1)]),
  );
}

/** A value as JSON on one line, safe to show; `nothing` where there is none. */
export function jsonText(value: Json | undefined): string {
  return value === undefined ? 'nothing' : escapeControl(JSON.stringify(bounded(value)));
}

/** A value in at most `room` columns; a text that had to be cut says how long it is. */
export function showValue(value: Json | undefined, room: number): string {
  return cutValue(value, jsonText(value), 0, room);
}

/** Two values in at most `room` columns each: where they are long, the part in which they begin to differ. */
export function showPair(
  promised: Json | undefined,
  seen: Json | undefined,
  room: number,
): [promised: string, seen: string] {
  const left = jsonText(promised);
  const right = jsonText(seen);
  const from = fits(left, room) && fits(right, room) ? 0 : windowStart(left, right, room);
  return [cutValue(promised, left, from, room), cutValue(seen, right, from, room)];
}

function windowStart(left: string, right: string, room: number): number {
  let same = 0;
  while (same < left.length && same < right.length && left[same] === right[same]) same += 1;
  if (same < room / 2) return 0;
  const start = Math.max(0, same - Math.floor(room / 4));
  const code = left.charCodeAt(start);
  return code >= 0xdc00 && code <= 0xdfff ? start - 1 : start;
}

function cutValue(value: Json | undefined, text: string, from: number, room: number): string {
  const shown = from === 0 ? text : `…${text.slice(from)}`;
  if (from === 0 && fits(shown, room)) return shown;
  const size = sizeOf(value);
  return `${clip(shown, room - size.length)}${size}`;
}

/** How much there is of a value that is not shown whole. */
function sizeOf(value: Json | undefined): string {
  if (typeof value === 'string') return ` (${count([...value].length, 'character')})`;
  if (Array.isArray(value)) return ` (${count(value.length, 'item')})`;
  if (isObject(value)) return ` (${count(Object.keys(value).length, 'property', 'properties')})`;
  return '';
}

/** `1 probe`, `12 probes`, `5,000 characters`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** A whole number with its thousands apart. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A time as people say it: `412 ms`, `4.1 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `a, b, c and 4 more`. */
export function firstFew(items: readonly string[], limit = 3): string {
  const rest = items.length - limit;
  if (rest > 0) return `${items.slice(0, limit).join(', ')} and ${grouped(rest)} more`;
  return items.join(', ');
}

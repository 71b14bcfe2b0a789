import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { hasOwn, isObject, type Json, type JsonObject } from '../../../src/json.ts';
import { BASES } from './bases.ts';
import {
  add,
  at,
  type BaseName,
  type Candidate,
  clone,
  drop,
  type Label,
  listAt,
  move,
  put,
  replaceTexts,
} from './candidate.ts';

/** What one step of a change does to a document; all places are JSON pointers. */
type Step =
  | { set: string; to: Json }
  | { remove: string }
  | { move: string; to: string }
  /** Sets a copy of what stands at the one place at the other. */
  | { copy: string; to: string }
  /** Adds an item at the end of a list. */
  | { add: Json; to: string }
  /** Takes an item out of a list. */
  | { drop: Json; from: string }
  /** Makes every reference to the one place one to the other. */
  | { refer: string; to: string };

/** A file of candidates, each with its change as a list of steps. */
function candidatesIn(file: string): Candidate[] {
  return list(load(readFileSync(`tests/diff/candidates/seventh/${file}.yaml`, 'utf8')), file).map((entry) =>
    candidateOf(object(entry, file)),
  );
}

const FIELDS = ['name', 'base', 'label', 'why', 'announced', 'tolerated', 'parts', 'places', 'edits'];

function candidateOf(entry: JsonObject): Candidate {
  const name = text(entry['name'], 'a name');
  const unknown = Object.keys(entry).filter((key) => !FIELDS.includes(key));
  if (unknown.length > 0) throw new Error(`${name} has ${unknown.join(', ')}, which means nothing`);
  const { announced, tolerated, parts, places } = entry;
  const label = labelOf(entry['label'], name);
  const steps = list(entry['edits'], name).map((step) => stepOf(object(step, name), name));
  const candidate: Candidate = {
    name,
    base: baseOf(entry['base'], name),
    label,
    why: text(entry['why'], name),
    edit: (document) => {
      for (const step of steps) take(document, step);
    },
  };
  if (announced === true) candidate.announced = announced;
  else if (announced !== undefined) throw new Error(`${name} can only be announced`);
  if (tolerated !== undefined) candidate.tolerated = toleratedOf(tolerated, name);
  if (typeof parts === 'number') candidate.parts = parts;
  else if (parts !== undefined) throw new Error(`${name} has parts that are no number`);
  if (places !== undefined) candidate.places = list(places, name).map((place) => text(place, name));
  // Where all of a change breaks, it breaks where it was made.
  else if (label === 'breaking') candidate.places = [...new Set(steps.flatMap(placesOf))];
  return candidate;
}

function stepOf(step: JsonObject, name: string): Step {
  const { to } = step;
  const keys = Object.keys(step).sort().join(' ');
  switch (keys) {
    case 'set to':
      return { set: text(step['set'], name), to: value(to, name) };
    case 'remove':
      return { remove: text(step['remove'], name) };
    case 'move to':
      return { move: text(step['move'], name), to: text(to, name) };
    case 'copy to':
      return { copy: text(step['copy'], name), to: text(to, name) };
    case 'add to':
      return { add: value(step['add'], name), to: text(to, name) };
    case 'drop from':
      return { drop: value(step['drop'], name), from: text(step['from'], name) };
    case 'refer to':
      return { refer: text(step['refer'], name), to: text(to, name) };
    default:
      throw new Error(`${name} has a step of ${keys}, which is none`);
  }
}

function take(document: JsonObject, step: Step): void {
  if ('set' in step) put(document, step.set, clone(step.to));
  else if ('remove' in step) drop(document, step.remove);
  else if ('move' in step) move(document, step.move, step.to);
  else if ('copy' in step) put(document, step.to, clone(at(document, step.copy)));
  else if ('add' in step) add(document, step.to, clone(step.add));
  else if ('refer' in step) replaceTexts(document, step.refer, step.to);
  else {
    const items = listAt(document, step.from);
    const index = items.indexOf(step.drop);
    if (index < 0) throw new Error(`${JSON.stringify(step.drop)} is not in the list at ${step.from}`);
    items.splice(index, 1);
  }
}

function placesOf(step: Step): string[] {
  if ('set' in step) return [step.set];
  if ('remove' in step) return [step.remove];
  if ('move' in step) return [step.move, step.to];
  if ('drop' in step) return [step.from];
  return 'refer' in step ? [] : [step.to];
}

function labelOf(label: Json | undefined, name: string): Label {
  if (label === 'breaking') return label;
  return toleratedOf(label, name);
}

function toleratedOf(label: Json | undefined, name: string): 'compatible' | 'identical' {
  if (label !== 'compatible' && label !== 'identical') throw new Error(`${name} is labelled ${label}`);
  return label;
}

function baseOf(base: Json | undefined, name: string): BaseName {
  if (typeof base !== 'string' || !isBase(base)) throw new Error(`${name} has a base that is not there`);
  return base;
}

function isBase(name: string): name is BaseName {
  return hasOwn(BASES, name);
}

function value(item: Json | undefined, name: string): Json {
  if (item === undefined) throw new Error(`${name} lacks a value`);
  return item;
}

function text(item: Json | undefined, name: string): string {
  if (typeof item !== 'string') throw new Error(`${name} has ${JSON.stringify(item)} where a text belongs`);
  return item;
}

function list(items: unknown, name: string): Json[] {
  if (!Array.isArray(items)) throw new Error(`${name} has no list where one belongs`);
  return items;
}

function object(item: Json, name: string): JsonObject {
  if (!isObject(item)) throw new Error(`${name} has no object where one belongs`);
  return item;
}

/**
 * A blind round of candidates, on Qonto's page and on six documents that were written for it: all of them were labelled
 * before the comparison was run. They are kept as data, of which most say at once what a change is.
 */
export const seventh: Record<string, readonly Candidate[]> = {
  seventhRequests: candidatesIn('requests'),
  seventhParameters: candidatesIn('parameters'),
  seventhResponses: candidatesIn('responses'),
  seventhErrors: candidatesIn('errors'),
  seventhHeaders: candidatesIn('headers'),
  seventhSecurity: candidatesIn('security'),
  seventhServersAndPaths: candidatesIn('servers-and-paths'),
  seventhCallbacksAndWebhooks: candidatesIn('callbacks-and-webhooks'),
  seventhDocs: candidatesIn('docs'),
  seventhRefactors: candidatesIn('refactors'),
  seventhComposites: candidatesIn('composites'),
};

import type { ErrorObject } from 'ajv';
import validate from '#validators/baseline';
import { displayPath, readTextFile } from '../document/load.ts';
import { nearest } from '../document/nearest.ts';
import { joinPointer, toPointer, valueAt } from '../document/pointer.ts';
import { nearestPosition, type ParsedText, parseYaml } from '../document/yaml.ts';
import { brief, isObject } from '../json.ts';
import { Problem } from '../problem.ts';
import { checkFormatVersion } from './format-version.ts';

/** Differences that a team knows of and accepts until a day. */
export interface Baseline {
  /** The file, as it is shown. */
  file: string;
  entries: BaselineEntry[];
}

export interface BaselineEntry {
  /** Of the difference, whole. */
  fingerprint: string;
  reason: string;
  /** The last day on which it is accepted: an ISO 8601 date, in UTC. */
  until: string;
  /** What it was when it was accepted. */
  check?: string;
  status?: string;
  message?: string;
  /** `embedded`, or host and path. */
  target?: string;
  acceptedOn?: string;
  /** Ids of the probes, or beginnings of them, in which it is accepted; in all without these. */
  probes?: string[];
  /** Where it stands in the file. */
  line: number;
}

const WORDS = [
  'fingerprint',
  'reason',
  'until',
  'check',
  'status',
  'message',
  'target',
  'acceptedOn',
  'probes',
];

/**
 * Loads a baseline, `baseline.schema.json`.
 *
 * @throws {Problem} with file and line for what is not by its form
 */
export async function loadBaseline(path: string): Promise<Baseline> {
  return readBaseline(await readTextFile(path, 'the baseline'), displayPath(path));
}

/**
 * Reads the text of a baseline.
 *
 * @param file its name, for messages
 * @throws {Problem} as `loadBaseline`
 */
export function readBaseline(text: string, file: string): Baseline {
  const parsed = parseYaml(text, file);
  const { value } = parsed;
  const at = (pointer: string) => ({ file, ...nearestPosition(parsed, pointer) });
  if (!isObject(value))
    throw new Problem('not a baseline: it holds no mapping at its top', { place: at('') });
  checkFormatVersion(value, 'the baseline', at);
  if (!validate(value)) throw formProblem(validate.errors?.[0], parsed, file);
  const list = (value['accepted'] ?? []) as unknown as Omit<BaselineEntry, 'line'>[];
  const entries = list.map((entry, index) => ({
    ...entry,
    line: nearestPosition(parsed, toPointer(['accepted', String(index)]))?.line ?? 1,
  }));
  for (const [index, { fingerprint }] of entries.entries()) {
    const first = entries.findIndex((other) => other.fingerprint === fingerprint);
    if (first === index) continue;
    throw new Problem(`${fingerprint} is accepted twice: also in line ${entries[first]?.line}`, {
      place: at(toPointer(['accepted', String(index), 'fingerprint'])),
      hint: 'keep one of them',
    });
  }
  return { file, entries };
}

function formProblem(error: ErrorObject | undefined, parsed: ParsedText, file: string): Problem {
  const { keyword = '', instancePath = '', params = {} } = error ?? {};
  const extra = params['additionalProperty'] as string | undefined;
  const pointer = extra === undefined ? instancePath : joinPointer(instancePath, extra);
  const place = { file, ...nearestPosition(parsed, pointer) };
  const value = valueAt(parsed.value, pointer);
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  const is = `${name === '' ? 'the baseline' : name} is ${brief(value)}`;
  switch (keyword) {
    case 'required':
      return new Problem(
        `${instancePath === '' ? 'the baseline' : 'an entry of the baseline'} lacks the word "${String(params['missingProperty'])}"`,
        { place },
      );
    case 'additionalProperties': {
      const words = instancePath === '' ? ['plumbline', 'accepted'] : WORDS;
      const meant = nearest(extra ?? '', words);
      return new Problem(`"${extra}" is not a word of the baseline format`, {
        place,
        hint: meant === undefined ? `it has ${words.join(', ')}` : `"${meant}" may be meant`,
      });
    }
    case 'type':
      return new Problem(`${is}, where a ${String(params['type'])} is asked for`, {
        place,
        hint: typeof value === 'number' ? 'write it in quotes' : undefined,
      });
    case 'pattern':
      return new Problem(
        name === 'fingerprint' ? `${is}, which is not 12 hexadecimal digits` : `${name} is empty`,
        { place },
      );
    case 'format':
      return new Problem(`${is}, which is not a date such as 2026-12-31`, { place });
    default:
      return new Problem(`${is}: it ${error?.message ?? 'is not valid'}`, { place });
  }
}

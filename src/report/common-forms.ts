import type { Run } from '../checks/run.ts';
import { type Cause, isOfTheMoment } from './causes.ts';

/** More forms at once than these nobody takes for the reason. */
const MOST = 2;

/**
 * The forms of a request that decide about a cause, where some of its requests were sent in several forms at once: those that
 * every request has which ran into it, and no other one of the same kind has. The names of forms are the last parts of ids,
 * as in `unauthorized/apikey/wrong/together/charset.in-chunks` and `unauthorized/apikey/wrong/charset`.
 *
 * @returns names of forms; undefined where other requests ran into it too, or several forms would explain it
 */
export function commonForms(cause: Cause, { probes }: Pick<Run, 'probes'>): string[] | undefined {
  // Which requests it hit was luck.
  if (isOfTheMoment(cause)) return undefined;
  const ids = probes.flatMap(({ id, status }) => (status === undefined ? [] : id));
  const forms = new Set(ids.flatMap((id) => (partsOf(id).length > 1 ? partsOf(id) : [])));
  const hit = new Set([...cause.probes, ...cause.also.flatMap(({ probes }) => probes)]);
  const asked = ids.map((id) => formsOf(id, forms));
  const ran = [...hit].map((id) => formsOf(id, forms));
  const bases = new Set(ran.map(({ base }) => base));
  const [first] = ran;
  if (first === undefined || !ran.some(({ names }) => names.length > 1)) return undefined;
  const spared = asked.filter(({ id, base }) => bases.has(base) && !hit.has(id));
  const found = choicesOf(first.names).filter(
    (chosen) =>
      ran.every(({ names }) => chosen.every((name) => names.includes(name))) &&
      !spared.some(({ names }) => chosen.every((name) => names.includes(name))),
  );
  const [least] = found;
  const others = found.filter((each) => each.length === least?.length);
  return others.length === 1 ? least : undefined;
}

/** The same as a sentence: `only with charset and close, and in every request of that kind with them`. */
export function commonFormsWords(cause: Cause, run: Pick<Run, 'probes'>): string | undefined {
  const forms = commonForms(cause, run);
  if (forms === undefined) return undefined;
  return `only with ${forms.join(' and ')}, and in every request of the kind with ${forms.length === 1 ? 'it' : 'them'}`;
}

interface Forms {
  id: string;
  /** The id of the request as it is usually sent. */
  base: string;
  names: string[];
}

function partsOf(id: string): string[] {
  return id.split('/together/')[1]?.split('.') ?? [];
}

function formsOf(id: string, forms: ReadonlySet<string>): Forms {
  const [base = id] = id.split('/together/');
  if (base !== id) return { id, base, names: partsOf(id) };
  const end = id.lastIndexOf('/');
  const last = id.slice(end + 1);
  return forms.has(last) ? { id, base: id.slice(0, end), names: [last] } : { id, base: id, names: [] };
}

/** Each form by itself, then each two: the smallest first. */
function choicesOf(names: readonly string[]): string[][] {
  let choices: string[][] = [[]];
  const all: string[][] = [];
  for (let size = 1; size <= MOST; size++) {
    choices = choices.flatMap((chosen) => {
      const from = chosen.length === 0 ? 0 : names.indexOf(chosen.at(-1) ?? '') + 1;
      return names.slice(from).map((name) => [...chosen, name]);
    });
    all.push(...choices);
  }
  return all;
}

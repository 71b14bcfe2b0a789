import { EXACT_FORMATS } from '../space/format-shapes.ts';
import type { Languages } from '../space/language.ts';
import { NUMBER_FORMATS } from '../space/number-formats.ts';
import { type Branch, freeBranch } from '../space/space.ts';
import type { Found } from './delta.ts';

/** Formats all of whose texts (or numbers) another format has as well. */
const INSIDE: Record<string, string> = {
  int32: 'int64',
  uri: 'uri-reference',
  iri: 'iri-reference',
  email: 'idn-email',
  hostname: 'idn-hostname',
};

/** What differs between the formats of two branches of one type. */
export function* formatDelta(base: Branch, candidate: Branch, languages: Languages): Generator<Found> {
  const before = base.formats.map(({ value }) => value);
  const after = candidate.formats.map(({ value }) => value);
  const inside = (branch: Branch, others: readonly string[]) =>
    others.every(
      (each) =>
        branch.formats.some(({ value: own }) => own === each || INSIDE[own] === each) ||
        isOfContent(each, branch) ||
        isSpeltOut(each, branch, languages) ||
        isBounded(each, branch),
    );
  const grew = !inside(candidate, before);
  const shrank = !inside(base, after);
  if (!grew && !shrank) return;
  yield {
    facet: before.length === 0 ? 'format-added' : after.length === 0 ? 'format-removed' : 'format-changed',
    text: `its format is ${words(after)}, before ${words(before)}`,
    grew: grew ? 'yes' : 'no',
    shrank: shrank ? 'yes' : 'no',
    gone: false,
    before: before.join(' and ') || null,
    after: after.join(' and ') || null,
    base: base.formats[0]?.at ?? base.at,
    candidate: candidate.formats[0]?.at ?? candidate.at,
  };
}

/**
 * Whether a format is a media type that the texts of a branch keep to: what nobody says of the content of a text tells
 * nothing of it.
 */
function isOfContent(format: string, { formats }: Branch): boolean {
  if (!format.includes('/')) return false;
  const own = formats.filter(({ value }) => value.includes('/'));
  const [group] = format.split('/');
  return (
    own.length === 0 || (format === `${group}/*` && own.some(({ value }) => value.startsWith(`${group}/`)))
  );
}

/** Whether the bounds of a branch say all that a format of numbers says. */
function isBounded(format: string, { type, minimum, maximum }: Branch): boolean {
  const limits = NUMBER_FORMATS.get(format);
  if (limits === undefined || type !== 'number' || minimum === undefined || maximum === undefined)
    return false;
  return minimum.value >= limits.minimum && maximum.value <= limits.maximum;
}

/** Whether the patterns of a branch say all that a format says. */
function isSpeltOut(format: string, branch: Branch, languages: Languages): boolean {
  if (!EXACT_FORMATS.has(format) || branch.patterns.length === 0) return false;
  const formats = [{ value: format, at: '' }];
  return languages.wordOutside(branch, { ...freeBranch('string'), formats }) === 'none';
}

/** Names or patterns that hold together, in words. */
export function words(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(' and ');
}

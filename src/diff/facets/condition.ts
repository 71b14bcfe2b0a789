import type { Branch, Condition, Conjunction } from '../space/space.ts';
import type { Delta } from './delta.ts';

/** The conditions of which the other branch has neither the same nor one that says more. */
export function changedConditions(before: Branch, after: Branch): { gone: Condition[]; added: Condition[] } {
  return {
    gone: before.conditions.filter((each) => !isImplied(each, after.conditions)),
    added: after.conditions.filter((each) => !isImplied(each, before.conditions)),
  };
}

/** Conditions as schemas to be compared by themselves, where each has another in its place. */
export function changedParts({
  gone,
  added,
}: ReturnType<typeof changedConditions>): [base: Conjunction, candidate: Conjunction][] {
  const pairs = gone.flatMap(({ part }, index): [Conjunction, Conjunction][] => {
    const other = added[index]?.part;
    return part === undefined || other === undefined ? [] : [[part, other]];
  });
  return pairs.length === gone.length && pairs.length === added.length ? pairs : [];
}

/** Rules that are not taken apart: where their texts differ, only a witness tells what follows. */
export function* conditionDeltas(
  before: Branch,
  after: Branch,
): Generator<Omit<Delta, 'baseBranches' | 'candidateBranches'>> {
  const { gone, added } = changedConditions(before, after);
  if (gone.length === 0 && added.length === 0) return;
  const shown = (list: typeof gone) => list.map(({ text }) => text).join(' and ') || null;
  yield {
    facet: 'condition-changed',
    text: 'a condition on it (such as not, if or dependentRequired) is another',
    grew: gone.length > 0 ? 'maybe' : 'no',
    shrank: added.length > 0 ? 'maybe' : 'no',
    gone: false,
    before: shown(gone),
    after: shown(added),
    base: gone[0]?.at ?? before.at,
    candidate: added[0]?.at ?? after.at,
  };
}

/** Whether one of the conditions says the same, or asks for more entries of the same kind, or allows fewer. */
function isImplied({ text, beside, count }: Condition, by: readonly Condition[]): boolean {
  const kind = text.slice(text.indexOf(' of '));
  return by.some((other) => {
    if (other.text === text && other.beside === beside) return true;
    if (count === undefined || other.count === undefined || !other.text.endsWith(kind)) return false;
    if (count.least !== undefined) return (other.count.least ?? 0) >= count.least;
    return (other.count.most ?? Infinity) <= (count.most ?? Infinity);
  });
}

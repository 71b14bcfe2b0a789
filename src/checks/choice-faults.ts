/** What Ajv says of a fault. */
export interface RawFault {
  keyword: string;
  instancePath: string;
  schemaPath: string;
  params: Record<string, unknown>;
  message?: string;
}

/** Keywords that fail with the faults of the schemas that they hold besides their own. */
const CHOICES = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames']);

/** True where some of the faults may belong to alternatives of a choice. */
export function hasChoice(faults: readonly RawFault[]): boolean {
  return faults.some(({ keyword }) => CHOICES.has(keyword));
}

/**
 * The faults that a reader is told of. A choice fails with the faults of all its branches besides its own, which says
 * enough, except where the value is plainly meant to be of one branch: what is wrong with it there says more then.
 *
 * @param faults as Ajv lists them, those of the branches right before the choice's own
 */
export function withoutBranches(faults: readonly RawFault[]): RawFault[] {
  const kept: RawFault[] = [];
  for (const fault of faults) {
    if (fault.keyword === 'if') continue; // its `then` or `else` has spoken
    const branches: RawFault[] = [];
    if (CHOICES.has(fault.keyword)) {
      for (let last = kept.at(-1); last !== undefined && isBranch(last, fault); last = kept.at(-1)) {
        branches.unshift(last);
        kept.pop();
      }
    }
    const meant = meantBranch(branches, fault);
    kept.push(...(meant.length > 0 ? meant : [fault]));
  }
  return kept;
}

function isBranch({ instancePath, schemaPath }: RawFault, choice: RawFault): boolean {
  const parent = choice.schemaPath.slice(0, choice.schemaPath.lastIndexOf('/'));
  return (
    `${instancePath}/`.startsWith(`${choice.instancePath}/`) &&
    (schemaPath.startsWith(`${choice.schemaPath}/`) ||
      (schemaPath.includes('#/definitions/') && !schemaPath.startsWith(`${parent}/`)))
  );
}

/**
 * The faults of the branch that a value is meant to be of: the only one that has not another type, or another value in a
 * property that tells what it is. None where several are left, or the value fits more than one.
 */
function meantBranch(branches: readonly RawFault[], choice: RawFault): RawFault[] {
  if (choice.keyword !== 'anyOf' && choice.keyword !== 'oneOf') return [];
  if (Array.isArray(choice.params['passingSchemas'])) return [];
  const byName = new Map<string | undefined, RawFault[]>();
  for (const fault of branches) {
    const name = branchName(fault, choice);
    byName.set(name, [...(byName.get(name) ?? []), fault]);
  }
  const left = [...byName.values()].filter((faults) => !faults.some((fault) => isOther(fault, choice)));
  const [meant = []] = left;
  return left.length === 1 ? meant : [];
}

/** True for a fault which says that the value is something else: of another type, or of another kind by its own word. */
function isOther({ keyword, instancePath }: RawFault, choice: RawFault): boolean {
  const inner = instancePath.slice(choice.instancePath.length);
  if (keyword === 'type') return inner === '';
  return (keyword === 'const' || keyword === 'enum') && /^\/[^/]*$/.test(inner);
}

/** The branch that a fault comes from: its number in the choice, or the definition that it refers to. */
function branchName({ schemaPath }: RawFault, choice: RawFault): string | undefined {
  return schemaPath.startsWith(`${choice.schemaPath}/`)
    ? schemaPath.slice(choice.schemaPath.length + 1).split('/')[0]
    : /#\/definitions\/([^/]+)/.exec(schemaPath)?.[1];
}

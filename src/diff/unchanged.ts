import type { Document } from '../document/document.ts';
import type { OperationName } from '../document/operation.ts';
import { joinPointer, memberOf, valueAt } from '../document/pointer.ts';
import { isObject } from '../json.ts';
import type { SameText } from './same-text.ts';

/** True for an operation that both documents have in the same words, so that nothing is to be said of it. */
export type IsUnchanged = (base: OperationName, candidate: OperationName) => boolean;

/**
 * Makes what tells unchanged operations, of which two versions of a document have many, before anything in them is
 * resolved. What is broken, or stands anywhere but where it is used, counts as changed: it is looked at closely then.
 *
 * @param sameText has to find nothing the same that is broken
 */
export function createIsUnchanged(base: Document, candidate: Document, sameText: SameText): IsUnchanged {
  const alike = (pointer: string): boolean => {
    const [was, is] = [valueAt(base.root, pointer), valueAt(candidate.root, pointer)];
    if (was === undefined || is === undefined) return was === is;
    return sameText({ document: base, pointer, value: was }, { document: candidate, pointer, value: is });
  };
  let isAlikeAround: boolean | undefined;
  const around = ['/servers', '/security', '/components/securitySchemes'];
  return (was, is) => {
    if (was.method !== is.method || was.path !== is.path) return false;
    const item = joinPointer('/paths', was.path);
    const pointer = joinPointer(item, was.method.toLowerCase());
    // An operation of a path that refers to another place stands there.
    if (was.pointer !== pointer || is.pointer !== pointer) return false;
    isAlikeAround ??= around.every(alike);
    return (
      isAlikeAround &&
      isSecurityDeclared(base, pointer) &&
      ['parameters', 'servers'].every((word) => alike(joinPointer(item, word))) &&
      alike(pointer)
    );
  };
}

/** Whether every scheme that an operation asks for is there; of one that is not, something is to be said. */
function isSecurityDeclared({ root }: Document, operation: string): boolean {
  const asked = valueAt(root, `${operation}/security`) ?? root['security'] ?? [];
  const schemes = valueAt(root, '/components/securitySchemes');
  return (
    Array.isArray(asked) &&
    asked.every(
      (requirement) =>
        isObject(requirement) && Object.keys(requirement).every((name) => isObject(memberOf(schemes, name))),
    )
  );
}

import { fromPointer } from '../../document/pointer.ts';

/** True when one of two instance pointers leads to the other; `*` in either stands for any one key. */
export function pointersMeet(one: string, other: string): boolean {
  const [a, b] = [fromPointer(one) ?? [], fromPointer(other) ?? []];
  const shared = Math.min(a.length, b.length);
  return a.slice(0, shared).every((key, index) => key === b[index] || key === '*' || b[index] === '*');
}

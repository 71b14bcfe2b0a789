import type { Probe } from '../probe.ts';
import type { Change } from '../request.ts';

/** Makes a probe that sends a right request, with a change that the document allows. */
export type MakeValid = (id: string, title: string, pointer: string, change?: Change) => Probe;

import type { Change } from '../../src/diff/change.ts';

/** The operation of the shipped contract, as a change names it. */
export const OURS = 'POST /register/dev/trigger_event';

/** A breaking change of our operation; what a test is about is given. */
export function change(own: Partial<Change> & Pick<Change, 'kind'>): Change {
  return {
    side: own.kind.startsWith('response-') || own.kind.startsWith('example-') ? 'response' : 'request',
    breaking: true,
    announced: false,
    message: '',
    why: '',
    operations: [OURS],
    places: [],
    fingerprint: '',
    touchesUs: [],
    ...own,
  };
}

import { type Fault, GROUPS } from './fault.ts';
import { authentication } from './faults/authentication.ts';
import { conditionsThatMeet } from './faults/conditions-that-meet.ts';
import { createdBody } from './faults/created-body.ts';
import { createdMeaning } from './faults/created-meaning.ts';
import { errorBodies } from './faults/error-bodies.ts';
import { flaky } from './faults/flaky.ts';
import { gateways } from './faults/gateways.ts';
import { harmlessAnswers } from './faults/harmless-answers.ts';
import { harmlessWire } from './faults/harmless-wire.ts';
import { invalidBodies } from './faults/invalid-bodies.ts';
import { lax } from './faults/lax.ts';
import { laxBodies } from './faults/lax-bodies.ts';
import { leaks } from './faults/leaks.ts';
import { misplaced } from './faults/misplaced.ts';
import { NAMES } from './faults/names.ts';
import { requestForms } from './faults/request-forms.ts';
import { status } from './faults/status.ts';
import { strict } from './faults/strict.ts';
import { timing } from './faults/timing.ts';
import { wireEncodings } from './faults/wire-encodings.ts';
import { wireFrames } from './faults/wire-frames.ts';
import { wireText } from './faults/wire-text.ts';

/** The operation that the faults are written for, as `POST /path`: of another one many change nothing. */
export const FAULTS_OF: string = NAMES.operation;

const all: readonly Fault[] = [
  ...createdBody,
  ...createdMeaning,
  ...status,
  ...errorBodies,
  ...invalidBodies,
  ...leaks,
  ...wireText,
  ...wireFrames,
  ...wireEncodings,
  ...authentication,
  ...misplaced,
  ...lax,
  ...laxBodies,
  ...strict,
  ...flaky,
  ...timing,
  ...requestForms,
  ...conditionsThatMeet,
  ...gateways,
  ...harmlessAnswers,
  ...harmlessWire,
];

/** Every fault, group by group; the harmless variations of a group come last. */
export const faults: readonly Fault[] = GROUPS.flatMap((group) =>
  all
    .filter((fault) => fault.group === group)
    .sort((a, b) => Number(a.harmless === true) - Number(b.harmless === true)),
);

/** The fault of that name, or undefined. */
export function findFault(name: string): Fault | undefined {
  return faults.find((fault) => fault.name === name);
}

import type { Target } from '../checks/run.ts';

/** `look`: nothing stands in the way, and a person ought to read it. */
export type PointState = 'ok' | 'look' | 'wrong' | 'not-tried';

/** Whose a fault is, from which follows the exit code. */
export type PointFault = 'configuration' | 'target' | 'drift';

/** One thing that was looked at before a first run. */
export interface Point {
  /** Stable, kebab case, e.g. `certificate`. */
  id: string;
  group: string;
  title: string;
  state: PointState;
  /** What was found, a sentence without a full stop. */
  says: string;
  /** What to do about it. */
  todo?: string;
  /** Only where the state is `wrong`. */
  fault?: PointFault;
}

/** What `plumbline doctor` found: its JSON report, which `doctor-report.schema.json` describes. */
export interface Examination {
  plumbline: 1;
  verdict: ExaminationVerdict;
  exitCode: 0 | 1 | 2 | 3;
  operation?: { id: string; method: string; path: string };
  /** Absent where it was refused, or nobody knows what it is. */
  target?: Target;
  document?: { file: string; sha256: string };
  contract?: { file: string };
  /** True when nothing was to be sent. */
  offline: boolean;
  /** True when a right request was sent, which has its effect there. */
  fired: boolean;
  /** Requests that were sent, each try counted. */
  requests: number;
  /** Answers of 401 among them. */
  unauthorized: number;
  startedAt: string;
  durationMs: number;
  points: Point[];
}

export type ExaminationVerdict = 'ready' | 'drift' | 'misconfigured' | 'inconclusive';

const EXIT_CODES = { ready: 0, drift: 1, misconfigured: 2, inconclusive: 3 } as const;

/** A point as it is made, before it is put into its group. */
export type Found = Omit<Point, 'group'>;

export function ok(id: string, title: string, says: string): Found {
  return { id, title, state: 'ok', says };
}

export function look(id: string, title: string, says: string, todo: string): Found {
  return { id, title, state: 'look', says, todo };
}

export function wrong(id: string, title: string, says: string, todo: string, fault: PointFault): Found {
  return { id, title, state: 'wrong', says, todo, fault };
}

/** @param why why it was not tried */
export function notTried(id: string, title: string, why: string): Found {
  return { id, title, state: 'not-tried', says: why };
}

/**
 * The verdict on all points, and the exit code. What has to be put right here comes first, since nothing was sent then;
 * drift wins over a target that could not be judged.
 */
export function examinationVerdict(
  points: readonly Pick<Point, 'fault'>[],
): Pick<Examination, 'verdict' | 'exitCode'> {
  const has = (fault: PointFault): boolean => points.some((point) => point.fault === fault);
  const verdict = has('configuration')
    ? 'misconfigured'
    : has('drift')
      ? 'drift'
      : has('target')
        ? 'inconclusive'
        : 'ready';
  return { verdict, exitCode: EXIT_CODES[verdict] };
}

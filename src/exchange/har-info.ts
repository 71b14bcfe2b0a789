import { isObject, type Json } from '../json.ts';

/** What a recording of ours says of the run that it is of. */
export interface RecordedRun {
  /** The statuses that the run was narrowed to; undefined for all, and in recordings of other tools. */
  only: string[] | undefined;
  /** True when the run was ended before its last probe. */
  interrupted: boolean;
  /** When the run began, as it was written; undefined in recordings of other tools. */
  startedAt: string | undefined;
}

/**
 * Reads what a recording says of its run.
 *
 * @param text a recording that `fromHar` has read
 */
export function readRecordedRun(text: string): RecordedRun {
  const har = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  const log = isObject(har) ? har['log'] : undefined;
  const own = isObject(log) ? log['_plumbline'] : undefined;
  if (!isObject(own)) return { only: undefined, interrupted: false, startedAt: undefined };
  const { only, interrupted, startedAt } = own;
  return {
    only: Array.isArray(only) ? only.filter((status) => typeof status === 'string') : undefined,
    interrupted: interrupted === true,
    startedAt: typeof startedAt === 'string' ? startedAt : undefined,
  };
}

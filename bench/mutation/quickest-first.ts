import { statSync } from 'node:fs';
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Files that take seconds: a mutant that another file notices never waits for them. */
const SLOW = /\/(properties|kill|leak|response-schema|.*\.property|refactor|diff|pact-compare)\.test\.ts$/;

/** Vitest runs the longest file first, to end sooner; a run that ends at the first failure does better the other way. */
export class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const cost = ({ moduleId }: TestSpecification) =>
      statSync(moduleId).size + (SLOW.test(moduleId) ? 1e9 : 0);
    return [...files].sort((a, b) => cost(a) - cost(b));
  }
}

import { VitestTestRunner } from 'vitest/runners';

/** After a failure Vitest would still load every further file before it skips all that is in it. */
export default class StopAtFirst extends VitestTestRunner {
  #stopped = false;

  override cancel(reason: Parameters<VitestTestRunner['cancel']>[0]): void {
    this.#stopped = true;
    super.cancel(reason);
  }

  override importFile(...args: Parameters<VitestTestRunner['importFile']>): unknown {
    return this.#stopped ? undefined : super.importFile(...args);
  }
}

import { joinPointer } from '../document/pointer.ts';
import { type Exchange, tookAtLeast } from '../exchange/exchange.ts';
import type { Check } from './check.ts';
import { countsFor } from './reading.ts';

export const inTime: Check = {
  id: 'in-time',
  promise: 'Every answer comes within the time that the contract gives it.',
  severity: 'error',
  source: 'the contract: `withinMs`',
  kinds: {
    slow: 'The whole answer took longer than that, not counting the time in which Plumbline itself stood still.',
  },
  *each(reading) {
    const { exchange, agreed, status } = reading;
    const ms = tookAtLeast(exchange);
    if (
      status === undefined ||
      agreed === undefined ||
      exchange.failure !== undefined ||
      ms <= agreed.withinMs
    )
      return;
    yield {
      severity: 'error',
      kind: 'slow',
      status: countsFor(reading),
      message: `the answer ${status} took ${Math.ceil(ms)} ms${without(exchange)}; the contract gives it ${agreed.withinMs} ms`,
      response: {
        part: 'connection',
        pointer: '',
        expected: `${agreed.withinMs} ms`,
        actual: `${Math.ceil(ms)} ms`,
      },
      promise: reading.documented?.pointer,
      agreed: joinPointer(agreed.pointer, 'withinMs'),
      cause: 'slow',
    };
  },
};

function without({ stoodStillMs }: Exchange): string {
  return stoodStillMs === undefined
    ? ''
    : `, without ${Math.ceil(stoodStillMs)} ms in which Plumbline stood still`;
}

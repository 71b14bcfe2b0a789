import { joinPointer } from '../document/pointer.ts';
import type { Check } from './check.ts';
import { countsFor } from './reading.ts';

export const inTime: Check = {
  id: 'in-time',
  promise: 'Every answer comes within the time that the contract gives it.',
  severity: 'error',
  source: 'the contract: `withinMs`',
  kinds: { slow: 'The whole answer took longer than that.' },
  *each(reading) {
    const { exchange, agreed, status } = reading;
    if (
      status === undefined ||
      agreed === undefined ||
      exchange.failure !== undefined ||
      exchange.ms <= agreed.withinMs
    )
      return;
    yield {
      severity: 'error',
      kind: 'slow',
      status: countsFor(reading),
      message: `the answer ${status} took ${Math.ceil(exchange.ms)} ms; the contract gives it ${agreed.withinMs} ms`,
      response: {
        part: 'connection',
        pointer: '',
        expected: `${agreed.withinMs} ms`,
        actual: `${Math.ceil(exchange.ms)} ms`,
      },
      promise: reading.documented?.pointer,
      agreed: joinPointer(agreed.pointer, 'withinMs'),
      cause: 'slow',
    };
  },
};

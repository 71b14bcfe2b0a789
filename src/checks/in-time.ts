import { joinPointer } from '../document/pointer.ts';
import { tookAtLeast } from '../exchange/exchange.ts';
import type { Check } from './check.ts';
import { countsFor } from './reading.ts';

export const inTime: Check = {
  id: 'in-time',
  promise: 'Every answer comes within the time that the contract gives it.',
  severity: 'error',
  source: 'the contract: `withinMs`',
  kinds: {
    slow: 'The whole answer took longer than that.',
    'stood-still':
      'The answer was read later than that, and Plumbline stood still meanwhile, so that nobody knows when it came; a note.',
  },
  *each(reading) {
    const { exchange, agreed, status } = reading;
    if (
      status === undefined ||
      agreed === undefined ||
      exchange.failure !== undefined ||
      exchange.ms <= agreed.withinMs
    )
      return;
    const ms = tookAtLeast(exchange);
    const isSlow = ms > agreed.withinMs;
    const stoodStill =
      ms === exchange.ms
        ? ''
        : `, besides ${Math.ceil(exchange.ms - ms)} ms in which Plumbline stood still (was it stopped, or the machine asleep or overloaded?)`;
    yield {
      severity: isSlow ? 'error' : 'note',
      kind: isSlow ? 'slow' : 'stood-still',
      status: countsFor(reading),
      message: `the answer ${status} took ${Math.ceil(ms)} ms${stoodStill}; the contract gives it ${agreed.withinMs} ms`,
      response: {
        part: 'connection',
        pointer: '',
        expected: `${agreed.withinMs} ms`,
        actual: `${Math.ceil(ms)} ms`,
      },
      promise: reading.documented?.pointer,
      agreed: joinPointer(agreed.pointer, 'withinMs'),
      cause: isSlow ? 'slow' : 'stood still',
    };
  },
};

import { covers } from '../document/status-key.ts';
import { isBusy } from '../exchange/busy.ts';
import { isLocal, type Reading } from './reading.ts';

/**
 * A target elsewhere that is busy has not answered, and other clients of the same address may be why. On this machine
 * there are none. Where such an answer was hoped for, it is one.
 */
export function isThrottled(reading: Reading): boolean {
  const { status, exchange } = reading;
  if (status === undefined || isLocal(reading) || !isBusy(exchange)) return false;
  return exchange.expectation?.statuses.some((key) => covers(key, status)) !== true;
}

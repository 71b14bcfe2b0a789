// The one place where the consumer tests touch the client: to write the Pact of another client, change this file.
import { onTestFinished } from 'vitest';
import type { TriggerEventAnswer, TriggerEventBody } from '../../src/client/answer.ts';
import { createClient } from '../../src/client/client.ts';
import { type Credentials, createTrigger } from '../../src/client/trigger-event.ts';
import type { JsonObject } from '../../src/json.ts';

export { PATTERNS } from '../../src/client/patterns.ts';

/** The name by which a Pact Broker knows the client. */
export const CONSUMER = 'plumbline-partner-client';

/** No credentials: the verifier puts those of the provider state in their place. */
export const PLACEHOLDERS = {
  token: 'placeholder-token',
  partnerId: 'placeholder-partner-id',
  stagingToken: 'placeholder-staging-token',
};

/** Asks for an event, as the client's users do. */
export function triggerEvent(
  url: string,
  event: { resourceId: string; eventType: TriggerEventBody['event_type'] },
): Promise<TriggerEventAnswer> {
  const client = createClient({ baseUrl: url, ...PLACEHOLDERS });
  onTestFinished(() => client.close());
  return client.triggerEvent(event);
}

/** Sends what the client's types and checks rule out, by the part of the client that is below them. */
export function sendAnyway(
  url: string,
  body: JsonObject,
  credentials: Partial<Credentials> = {},
): Promise<TriggerEventAnswer> {
  const trigger = createTrigger({
    baseUrl: new URL(url),
    credentials: { ...PLACEHOLDERS, ...credentials },
    timeoutMs: 5000,
    retries: 0,
  });
  onTestFinished(() => trigger.close());
  return trigger.send(body);
}

import type { Exchange, ExchangeResponse, HeaderLines } from './exchange.ts';
import type { Redactor } from './redact.ts';

/** Takes credentials out of an exchange that was read; those that its response held are added to `echoedSecrets`. */
export function redactExchange(exchange: Exchange, redactor: Redactor): Exchange {
  const { request, response, failure } = exchange;
  const echoed = [...exchange.echoedSecrets];
  const note = (found: readonly string[], where: string) => {
    for (const name of found) {
      if (!echoed.some((earlier) => earlier.name === name && earlier.where === where)) {
        echoed.push({ name, where });
      }
    }
  };
  return {
    ...exchange,
    title: redactor.plain(exchange.title),
    request: {
      method: redactor.plain(request.method),
      url: redactor.plain(request.url),
      headers: request.headers.map(([name, value]): HeaderLines[number] => [
        redactor.plain(name),
        redactor.plain(value),
      ]),
      body: request.body && redactor.body(request.body).value,
    },
    response: response && redactResponse(response, redactor, note),
    failure: failure && { kind: failure.kind, message: redactor.plain(failure.message) },
    failedTries: exchange.failedTries.map((each) => ({ ...each, message: redactor.plain(each.message) })),
    echoedSecrets: echoed,
  };
}

function redactResponse(
  { status, headers, body }: ExchangeResponse,
  redactor: Redactor,
  note: (found: readonly string[], where: string) => void,
): ExchangeResponse {
  const cleanHeaders = headers.map(([name, value]): HeaderLines[number] => {
    const cleanName = redactor.headerValue(name);
    const cleanValue = redactor.headerValue(value);
    note(cleanName.found, 'the name of a header');
    note(cleanValue.found, `header ${cleanName.value}`);
    return [cleanName.value, cleanValue.value];
  });
  const cleanBody = redactor.body(body);
  note(cleanBody.found, 'body');
  return { status, headers: cleanHeaders, body: cleanBody.value };
}

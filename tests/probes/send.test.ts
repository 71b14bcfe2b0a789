import { expect, test } from 'vitest';
import { answering, bodyText, httpServer, OK, probe, rawServer, senderTo } from './send-servers.ts';

test('header names go out exactly as the probe spells them', async () => {
  let seen = '';
  const url = await rawServer(({ socket, text }) => {
    seen = text;
    socket.write(OK);
  });
  await senderTo(url).send(
    probe('a', {
      headers: [
        { name: 'X-Qonto-Staging-Token', value: 'one', shown: '' },
        { name: 'x-lower', value: 'two', shown: '' },
        { name: 'AUTHORIZATION', value: 'Bearer x', shown: '' },
        { name: 'content-TYPE', value: 'text/plain', shown: '' },
      ],
    }),
  );
  const [requestLine, ...lines] = seen.split('\r\n');
  expect(requestLine).toBe('POST /events HTTP/1.1');
  expect(lines).toEqual([
    expect.stringMatching(/^host: 127\.0\.0\.1:\d+$/),
    'connection: keep-alive',
    'X-Qonto-Staging-Token: one',
    'x-lower: two',
    'AUTHORIZATION: Bearer x',
    'content-TYPE: text/plain',
    'content-length: 7',
    '',
    '{"a":1}',
  ]);
});

test('a probe becomes an exchange, with what may be shown in place of what was sent', async () => {
  const url = await answering(OK);
  const exchange = await senderTo(`${url}/base/`, { now: () => 1_700_000_000_000 }).send(
    probe('valid/one', { path: '/events?a=b' }),
  );
  expect(exchange).toMatchObject({
    id: 'valid/one',
    source: 'probe',
    title: 'The documented example is accepted.',
    pointer: '/paths/~1events/post',
    failure: undefined,
    failedTries: [],
    echoedSecrets: [],
    sentAt: 1_700_000_000_000,
    request: {
      method: 'POST',
      url: `${url}/base/events?a=b`,
      headers: [
        ['X-Staging-Token', '${TOKEN}'],
        ['Content-Type', 'application/json'],
      ],
    },
    response: { status: 201 },
  });
  expect(exchange.expectation?.statuses).toEqual(['201']);
  expect(Buffer.from(exchange.request.body ?? []).toString()).toBe('{"a":1}');
  expect(bodyText(exchange)).toBe('{}');
  expect(exchange.ms).toBeGreaterThan(0);
});

test('the base path of the target is put before the path of the probe', async () => {
  let seen = '';
  const url = await rawServer(({ socket, text }) => {
    seen = text;
    socket.write(OK);
  });
  await senderTo(`${url}/base/v1/`).send(probe());
  expect(seen).toMatch(/^POST \/base\/v1\/events HTTP\/1\.1\r\n/);
});

test('a request without a body says so by its length', async () => {
  let seen = '';
  const url = await rawServer(({ socket, text }) => {
    seen = text;
    socket.write(OK);
  });
  const exchange = await senderTo(url).send(probe('a', { body: undefined }));
  expect(seen).toContain('content-length: 0\r\n\r\n');
  expect(exchange.request.body).toBeUndefined();
});

test('a body goes out in chunks where the request says so, and is the same body', async () => {
  const seen: [headers: unknown, length: unknown, body: string][] = [];
  const url = await httpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { headers } = request;
      seen.push([headers['transfer-encoding'], headers['content-length'], Buffer.concat(chunks).toString()]);
      response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
    });
  });
  const chunked = { name: 'transfer-encoding', value: 'chunked', shown: 'chunked' };
  const sender = senderTo(url);
  const exchange = await sender.send(probe('a', { headers: [chunked] }));
  expect(exchange).toMatchObject({ failure: undefined, response: { status: 201 } });
  expect(exchange.request.headers).toEqual([['transfer-encoding', 'chunked']]);
  expect(Buffer.from(exchange.request.body ?? []).toString()).toBe('{"a":1}');
  await sender.send(probe('b'));
  expect(seen).toEqual([
    ['chunked', undefined, '{"a":1}'],
    [undefined, '7', '{"a":1}'],
  ]);
});

test('a body in chunks goes out whole once more where the first try got no answer', async () => {
  const bodies: string[] = [];
  const url = await httpServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      bodies.push(body);
      if (bodies.length === 1) request.socket.resetAndDestroy();
      else response.writeHead(201).end();
    });
  });
  const chunked = { name: 'transfer-encoding', value: 'chunked', shown: 'chunked' };
  const exchange = await senderTo(url).send(probe('a', { headers: [chunked] }));
  expect(exchange).toMatchObject({ failedTries: [{ kind: 'reset' }], response: { status: 201 } });
  expect(bodies).toEqual(['{"a":1}', '{"a":1}']);
});

test('response headers are kept as they came: spelling, order, duplicates and bytes beyond ASCII', async () => {
  const url = await answering(
    Buffer.from(
      'HTTP/1.1 400 Bad\r\nX-B: 2\r\ncontent-type: text/html\r\nContent-Type: application/json\r\nX-a: caf\xe9\r\nContent-Length: 2\r\n\r\n{}',
      'latin1',
    ),
  );
  const { response } = await senderTo(url).send(probe());
  expect(response?.headers).toEqual([
    ['X-B', '2'],
    ['content-type', 'text/html'],
    ['Content-Type', 'application/json'],
    ['X-a', 'caf\u00e9'],
    ['Content-Length', '2'],
  ]);
});

test('a body in chunks, and one that ends with its connection, are read whole', async () => {
  const chunked = await answering(
    'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{"\r\n4\r\na":1\r\n1\r\n}\r\n0\r\n\r\n',
  );
  expect(bodyText(await senderTo(chunked).send(probe()))).toBe('{"a":1}');
  const toTheEnd = await answering('HTTP/1.0 201 Created\r\n\r\n{"a":1}', 'end');
  const exchange = await senderTo(toTheEnd).send(probe());
  expect(bodyText(exchange)).toBe('{"a":1}');
  expect(exchange.failure).toBeUndefined();
});

test('an answer to HEAD, and a 204, have no body and do not fail', async () => {
  const url = await httpServer((request, response) => {
    if (request.method === 'HEAD') response.writeHead(200, { 'content-length': 340 }).end();
    else response.writeHead(204).end();
  });
  const sender = senderTo(url);
  for (const method of ['HEAD', 'DELETE']) {
    const exchange = await sender.send(probe(method, { method, body: undefined }));
    expect(exchange.failure).toBeUndefined();
    expect(exchange.response?.body.length).toBe(0);
  }
});

test('a redirect is not followed, and a cookie is not sent back', async () => {
  const paths: string[] = [];
  const cookies: unknown[] = [];
  const url = await httpServer((request, response) => {
    paths.push(request.url ?? '');
    cookies.push(request.headers.cookie);
    response.writeHead(302, { location: '/elsewhere', 'set-cookie': 'a=b' }).end();
  });
  const sender = senderTo(url);
  expect((await sender.send(probe())).response?.status).toBe(302);
  await sender.send(probe());
  expect(paths).toEqual(['/events', '/events']);
  expect(cookies).toEqual([undefined, undefined]);
});

test.each([
  ['100 Continue', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ['100 Continue twice', 'HTTP/1.1 100 Continue\r\nX-A: b\r\n\r\nHTTP/1.1 100 \r\n\r\n'],
  ['102 Processing', 'HTTP/1.1 102 Processing\r\n\r\n'],
  ['103 Early Hints', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'],
])('an interim answer that was not asked for is passed over: %s', async (_, interim) => {
  const url = await answering(interim + OK);
  const sender = senderTo(url);
  for (const id of ['first', 'second']) {
    const exchange = await sender.send(probe(id));
    expect(exchange).toMatchObject({ failure: undefined, failedTries: [], response: { status: 201 } });
    expect(bodyText(exchange)).toBe('{}');
  }
});

test('an interim answer is passed over however it is cut into packets', async () => {
  const bytes = Buffer.from(`HTTP/1.1 100 Continue\r\nX-A: b\r\n\r\n${OK}`);
  const url = await rawServer(({ socket }) => {
    let sent = 0;
    const timer = setInterval(() => {
      socket.write(bytes.subarray(sent, sent + 9));
      sent += 9;
      if (sent >= bytes.length) clearInterval(timer);
    }, 2);
  });
  const exchange = await senderTo(url).send(probe());
  expect(exchange).toMatchObject({ failure: undefined, response: { status: 201 } });
  expect(bodyText(exchange)).toBe('{}');
});

test('credentials that come back are taken out of headers, body, address and request, and told of', async () => {
  const secret = 'sesame-open-0123';
  const url = await answering(
    `HTTP/1.1 400 Bad\r\nX-Debug: token=${secret}\r\nX-${secret}: 1\r\nX-Twice: ${secret}\r\nX-Twice: ${secret}\r\nContent-Length: ${secret.length}\r\n\r\n${secret}`,
  );
  const hide = (text: string) => ({
    value: text.replaceAll(secret, '[redacted:TOKEN]'),
    found: text.includes(secret) ? ['TOKEN'] : [],
  });
  const sender = senderTo(url, {
    redactor: {
      headerValue: hide,
      body: (value) => {
        const { value: text, found } = hide(Buffer.from(value).toString('latin1'));
        return { value: Buffer.from(text, 'latin1'), found };
      },
    },
  });
  const exchange = await sender.send(
    probe('a', { path: `/events?key=${secret}`, body: Buffer.from(`{"key":"${secret}"}`) }),
  );
  expect(exchange.echoedSecrets).toEqual([
    { name: 'TOKEN', where: 'header X-Debug' },
    { name: 'TOKEN', where: 'the name of a header' },
    { name: 'TOKEN', where: 'header X-Twice' },
    { name: 'TOKEN', where: 'body' },
  ]);
  expect(exchange.request.url).toBe(`${url}/events?key=[redacted:TOKEN]`);
  expect(bodyText(exchange)).toBe('[redacted:TOKEN]');
  const everything = JSON.stringify(exchange, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
  expect(everything).not.toContain(secret);
});

test('a body that was cut off is handed to the redactor as such', async () => {
  const cuts: boolean[] = [];
  const redactor = {
    headerValue: (value: string) => ({ value, found: [] }),
    body: (value: Uint8Array, cut: boolean) => {
      cuts.push(cut);
      return { value, found: [] };
    },
  };
  const url = await answering('HTTP/1.1 201 Created\r\nContent-Length: 10\r\n\r\n{', 'end');
  await senderTo(url, { redactor }).send(probe());
  // The request's own body is whole.
  expect(cuts).toEqual([true, false]);
});

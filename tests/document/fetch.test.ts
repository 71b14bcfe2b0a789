import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { displayUrl, fetchText } from '../../src/document/fetch.ts';
import { loadDocument } from '../../src/document/load.ts';
import { pinnedText, problemIn } from './support.ts';

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Serves on loopback, whatever is asked for. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api.yaml`;
}

async function failure(listener: RequestListener, timeout = 5000): Promise<string> {
  const url = await serve(listener);
  const problem = await problemIn(fetchText(url, timeout));
  expect(problem.place).toEqual({ file: url });
  return problem.line().slice(url.length + 2);
}

test('a document is loaded from a URL and knows its lines', async () => {
  const url = await serve((_, response) => response.end(pinnedText()));
  const document = await loadDocument(url);
  expect(document.file).toBe(url);
  expect(document.placeOf('/info')).toEqual({ file: url, line: 2, column: 1 });
  expect(document.sha256).toBe((await loadDocument('spec/onboarding-api.trigger-event.yaml')).sha256);
});

test('a byte order mark counts for the sha256, as it does in a file', async () => {
  const url = await serve((_, response) => response.end('\uFEFFopenapi: 3.0.3\n'));
  expect(await fetchText(url)).toBe('\uFEFFopenapi: 3.0.3\n');
});

test('the server is asked for text, uncompressed', async () => {
  let asked: unknown;
  const url = await serve(({ method, headers }, response) => {
    asked = { method, accept: headers.accept?.split(',')[0], encoding: headers['accept-encoding'] };
    response.end('x');
  });
  await fetchText(url);
  expect(asked).toEqual({ method: 'GET', accept: 'application/yaml', encoding: 'identity' });
});

test.each([
  [404, 'the server answered 404 instead of a document; check the address'],
  [500, 'the server answered 500 instead of a document; check the address'],
  [204, 'the server answered 204 instead of a document; check the address'],
])('an answer of %s is a Problem', async (status, expected) => {
  const answer: RequestListener = (_, response) => response.writeHead(status).end();
  expect(await failure(answer)).toBe(expected);
});

test('a redirect is not followed, and its goal is named', async () => {
  const answer: RequestListener = (_, response) =>
    response.writeHead(301, { location: 'https://docs.example.com/new.yaml' }).end();
  expect(await failure(answer)).toBe(
    'the server answered 301 instead of a document; it points to https://docs.example.com/new.yaml',
  );
});

test('a query is sent, and shown neither of the address nor of the goal of a redirect', async () => {
  let asked: string | undefined;
  const url = await serve((request, response) => {
    asked = request.url;
    response.writeHead(302, { location: '/new.yaml?token=secret' }).end();
  });
  const problem = await problemIn(loadDocument(`${url}?token=secret`));
  expect(asked).toBe('/api.yaml?token=secret');
  expect(problem.line()).toBe(
    `${url}?…: the server answered 302 instead of a document; it points to /new.yaml?…`,
  );
});

test('an error answer that never ends is not waited for', async () => {
  const answer: RequestListener = (_, response) => void response.writeHead(500).write('x');
  expect(await failure(answer)).toContain('the server answered 500');
});

test('an answer of 40 MB is cut short', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  const answer: RequestListener = (_, response) => {
    closed = new Promise((resolve) => response.on('close', resolve));
    let sent = 0;
    const more = (): void => {
      while (sent < 40 && !response.destroyed) {
        sent += 1;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  };
  expect(await failure(answer)).toBe('the answer is larger than 32 MiB');
  await closed;
});

test.each([
  ['Latin-1', Buffer.from('title: caf\xe9', 'latin1'), 'the answer is not a text in UTF-8'],
  [
    'UTF-16',
    Buffer.from('\uFEFFopenapi', 'utf16le'),
    'the answer is not a text in UTF-8; it is UTF-16: save it as UTF-8',
  ],
])('an answer in %s is a Problem', async (_, bytes, expected) => {
  expect(await failure((_request, response) => response.end(bytes))).toBe(expected);
});

test('an answer that is compressed all the same is a Problem', async () => {
  const answer: RequestListener = (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('openapi: 3.0.3'));
  expect(await failure(answer)).toBe('the server compressed its answer (gzip) unasked');
});

test('a server that hangs is given up', async () => {
  // undici looks at its clock every half second or so; the limit of the whole is exact.
  expect(await failure(() => {}, 20)).toMatch(
    /^cannot be fetched: (no answer in time|not finished after 0.06 s)$/,
  );
});

test('a server that stops half-way is given up', async () => {
  const answer: RequestListener = (_, response) => void response.write('openapi: 3.0.3\n');
  expect(await failure(answer, 20)).toMatch(
    /^cannot be fetched: (the answer stopped half-way|not finished after 0.06 s)$/,
  );
});

test('a server that drips without end is given up', async () => {
  const answer: RequestListener = (_, response) => {
    const drip = setInterval(() => response.write('#\n'), 10);
    response.on('close', () => clearInterval(drip));
  };
  expect(await failure(answer, 20)).toBe('cannot be fetched: not finished after 0.06 s');
});

test('a server that hangs up is a Problem', async () => {
  const answer: RequestListener = (_, response) => void response.destroy();
  expect(await failure(answer)).toBe('cannot be fetched: the server closed the connection');
});

test('a port where nothing listens is a Problem', async () => {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  for (const host of ['127.0.0.1', 'localhost']) {
    const url = `http://${host}:${port}/`;
    expect((await problemIn(loadDocument(url))).line()).toBe(
      `${url}: cannot be fetched: nothing listens there`,
    );
  }
});

test('https where http is spoken is told in words', async () => {
  const url = (await serve((_, response) => void response.end('openapi: 3.0.3'))).replace('http:', 'https:');
  expect((await problemIn(loadDocument(url))).line()).toBe(
    `${url}: cannot be fetched: what listens there speaks no TLS; is it http?`,
  );
});

test.each(['http://', 'https://[', 'http://a b/'])('%j is a Problem', async (url) => {
  expect((await problemIn(loadDocument(url))).line()).toBe(`${url}: cannot be fetched: Invalid URL`);
});

test('an HTML page is a Problem that says what to fetch instead', async () => {
  const url = await serve((_, response) => response.end('<!DOCTYPE html><html></html>'));
  expect((await problemIn(loadDocument(url))).line()).toBe(
    `${url}: an HTML page, not an OpenAPI document; give the page's Markdown form: the same address with ".md" at its end`,
  );
});

test('credentials in a URL are not shown', async () => {
  expect(displayUrl('https://me:secret@docs.example.com/a?b=c@d')).toBe('https://docs.example.com/a?…');
  expect(displayUrl('https://docs.example.com/a?token=secret#secret')).toBe('https://docs.example.com/a?…');
  expect(displayUrl('/a#token=secret')).toBe('/a#…');
  expect(displayUrl('//me:secret@docs.example.com/a')).toBe('//docs.example.com/a');
  expect(displayUrl('https://docs.example.com/a/@b')).toBe('https://docs.example.com/a/@b');
  const url = await serve((_, response) => response.writeHead(404).end());
  const problem = await problemIn(loadDocument(url.replace('//', '//me:secret@')));
  expect(problem.line()).not.toContain('secret');
});

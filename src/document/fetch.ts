import { request } from 'undici';
import { Problem } from '../problem.ts';

const LIMIT = 32 * 1024 * 1024;

/**
 * Fetches a text by GET. Redirects are not followed: a pinned address that moves is worth knowing.
 *
 * @param url an http(s) URL
 * @param timeout milliseconds for the answer to begin and between its parts
 * @throws {Problem} when nothing comes, or anything but 200 with at most 32 MiB of UTF-8
 */
export async function fetchText(url: string, timeout = 20_000): Promise<string> {
  const place = { file: url };
  try {
    const answer = await request(url, {
      headers: { accept: 'application/yaml, application/json, text/markdown, text/plain, */*;q=0.1' },
      headersTimeout: timeout,
      bodyTimeout: timeout,
      signal: AbortSignal.timeout(timeout * 3),
    });
    if (answer.statusCode !== 200) {
      const location = answer.headers['location'];
      await answer.body.dump();
      const moved = location === undefined ? undefined : `it points to ${String(location)}`;
      throw new Problem(`the server answered ${answer.statusCode} instead of a document`, {
        place,
        hint: moved,
      });
    }
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer.body) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size > LIMIT) throw new Problem(`larger than ${LIMIT / 1024 / 1024} MiB`, { place });
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      `cannot be fetched: ${error instanceof Error ? error.message || error.name : String(error)}`,
      { place, cause: error },
    );
  }
}

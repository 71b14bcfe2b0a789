import type { Target } from './run.ts';

/**
 * Where a target is, whatever it is called and however it is spelt: host and path of its URL, and `embedded` for the
 * embedded sandbox, which has another port each time.
 */
export function targetPlace({ kind, url }: Pick<Target, 'kind' | 'url'>): string {
  if (kind === 'embedded') return 'embedded';
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  return host.toLowerCase() + pathname.replace(/\/+$/, '');
}

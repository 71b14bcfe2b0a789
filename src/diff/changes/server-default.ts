import { child, entries, items } from '../../document/node.ts';
import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { serverNodes } from './effective-url.ts';

/**
 * What became of the defaults of a server's variables (OpenAPI 3.0 section 4.7.6). Where the values are listed, whoever
 * has written an address down reaches it still. Where none are, the default is all that the document says of the address:
 * with another one that of before is in it no more. But a part of a host's name, such as `{tenant}.example.com`, is each
 * caller's own, and its default a mere example.
 */
export function serverDefaultChanges({ base, candidate, where }: OperationPair): RawChange[] {
  const news = serverNodes(candidate);
  return serverNodes(base).flatMap(({ value: template, node }) => {
    const twin = news.find(({ value }) => value === template)?.node;
    if (twin === undefined) return [];
    return entries(child(node, 'variables')).flatMap(({ key, node: variable }): RawChange[] => {
      const before = child(variable, 'default');
      const after = child(twin, 'variables', key, 'default');
      if (before === undefined || after === undefined || before.value === after.value) return [];
      const listed = items(child(twin, 'variables', key, 'enum')).map(({ value }) => value);
      // An address that is gone is told of as such.
      if (listed.length > 0 && !listed.includes(before.value)) return [];
      const breaks = listed.length === 0 && !isLabel(template, key);
      return [
        {
          kind: 'server-default-changed',
          side: 'request',
          effect: breaks ? 'breaks' : 'safe',
          text: `the default of {${key}} in ${template} is ${String(after.value)}, before ${String(before.value)}`,
          place: 'the servers',
          where: { ...where, part: 'server' },
          why: breaks
            ? 'the address that the document leads to is another, and that of before is in it no more'
            : 'the addresses that were there still are; whoever leaves the variable to the document is led elsewhere',
          base: before.pointer,
          candidate: after.pointer,
          before: before.value,
          after: after.value,
        },
      ];
    });
  });
}

/** Whether a variable is one of several parts of the host's name. */
function isLabel(template: string, variable: string): boolean {
  const [, host = ''] = /^[a-z][a-z0-9+.-]*:\/\/([^/]*)/i.exec(template) ?? [];
  return host.includes(`{${variable}}.`);
}

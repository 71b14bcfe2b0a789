import { joinPointer } from '../../document/pointer.ts';
import { hasOwn, isObject, type Json } from '../../json.ts';
import { withoutCodeBlocks } from '../prose.ts';
import type { Rule } from '../rule.ts';

/** A link or an image of Markdown, by its target. */
const LINK = /\[([^\]]*)\]\(\s*<?([^()\s<>]+)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/g;
const DESCRIBED = ['info', 'tags', 'externalDocs', 'servers'];

export const deadLink: Rule = {
  id: 'dead-link',
  promise: 'Every link in a description leads somewhere wherever the description is shown.',
  severity: 'warning',
  source:
    'OpenAPI 3.0 section 4.4, CommonMark: what a relative link is relative to depends on the page that shows it',
  *find({ document, every }) {
    const texts: { pointer: string; text: string }[] = [];
    const take = (pointer: string, value: Json | undefined): void => {
      if (!isObject(value)) return;
      for (const key of ['description', 'summary']) {
        const text = hasOwn(value, key) ? value[key] : undefined;
        if (typeof text === 'string' && text.includes(']('))
          texts.push({ pointer: joinPointer(pointer, key), text });
      }
    };
    for (const kind of KINDS) for (const { pointer, value } of every(kind)) take(pointer, value);
    for (const key of DESCRIBED) {
      const value = document.root[key];
      take(joinPointer('', key), value);
      if (Array.isArray(value)) value.forEach((each, index) => void take(joinPointer('', key, index), each));
    }
    for (const { pointer, text } of texts) {
      for (const { label, target } of deadLinks(text)) {
        const whole = /^www\./i.test(target)
          ? `https://${target}`
          : `https://…/${target.replace(/^(\.{1,2}\/)+/, '')}`;
        yield {
          pointer,
          message: `the link ${target} is relative: it leads nowhere but on the page that it was written for`,
          suggestion: { text: `Write the whole address: [${label.replace(/\s+/g, ' ')}](${whole})` },
          identity: [target],
        };
      }
    }
  },
};

const KINDS = [
  'pathItem',
  'operation',
  'parameter',
  'header',
  'body',
  'response',
  'link',
  'example',
  'scheme',
  'schema',
] as const;

/** Anchors, whole addresses and those that begin at the root of their host are left alone. */
function deadLinks(text: string): { label: string; target: string }[] {
  const prose = withoutCodeBlocks(text).replace(/(`+)[^`]*\1/g, '');
  return [...prose.matchAll(LINK)]
    .map(([, label = '', target = '']) => ({ label, target }))
    .filter(({ target }) => !/^([a-z][a-z0-9+.-]*:|\/|#)/i.test(target) && !/[{}$]/.test(target))
    .filter(({ target }) => /[./]/.test(target));
}

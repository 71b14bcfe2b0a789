/** An element of an XML document. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** Characters that XML 1.0 allows (its section 2.2). */
const LEGAL = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const NAME = '[A-Za-z_][\\w.-]*';
const TAG = new RegExp(`<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>`, 'y');

/**
 * Reads the part of XML 1.0 that our reports use (elements, attributes, text, the five named entities) and throws
 * at the first thing that is not well-formed.
 */
export function parseXml(text: string): Element {
  if (!LEGAL.test(text)) throw new Error('a character that XML 1.0 forbids');
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
  if (!text.startsWith(declaration)) throw new Error('no XML declaration');
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let at = declaration.length;
  while (at < text.length) {
    const element = open.at(-1);
    if (element === undefined) throw new Error(`nothing is open at ${at}`);
    const next = text.indexOf('<', at);
    const end = next === -1 ? text.length : next;
    element.text += decode(text.slice(at, end));
    if (next === -1) break;
    TAG.lastIndex = next;
    const tag = TAG.exec(text);
    if (tag === null) throw new Error(`no tag at ${next}: ${text.slice(next, next + 40)}`);
    const [whole, closing, name = '', attributes = '', empty] = tag;
    if (closing === '/') {
      if (element.name !== name || open.length === 1) throw new Error(`</${name}> closes <${element.name}>`);
      open.pop();
    } else {
      const child = { name, attributes: attributesOf(attributes), children: [], text: '' };
      element.children.push(child);
      if (empty !== '/') open.push(child);
    }
    at = next + whole.length;
  }
  const [document] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || document === undefined || root.text.trim() !== '') {
    throw new Error('not one element that holds all others');
  }
  return document;
}

function attributesOf(text: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/\s([\w.-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(result, name)) throw new Error(`the attribute ${name} stands twice`);
    result[name] = decode(value);
  }
  return result;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  if (text.includes(']]>')) throw new Error('the end of a CDATA section in text');
  return text.replace(/&([^;&]*;?)/g, (_, reference: string) => {
    const character = reference.endsWith(';') ? ENTITIES[reference.slice(0, -1)] : undefined;
    if (character === undefined) throw new Error(`&${reference} is no entity`);
    return character;
  });
}

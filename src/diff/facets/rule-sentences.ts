import { child, type Node } from '../../document/node.ts';
import { brief } from '../../json.ts';
import type { ConditionalRule } from '../space/conditional-rules.ts';
import { type Asked, alternativesOf, askedBy, caseOf, shown } from './rule-words.ts';

/** What is asked for, and of which objects. */
interface Consequence extends Asked {
  where: string;
}

/** Says in plain words what rules ask for that others did not. */
export function rulesChanged(gone: readonly ConditionalRule[], added: readonly ConditionalRule[]): string {
  const before = gone.flatMap(consequencesOf);
  const after = added.flatMap(consequencesOf);
  const isSame = (one: Consequence, other: Consequence) => one.where === other.where && one.is === other.is;
  const lost = before.filter((each) => !after.some((other) => isSame(each, other)));
  const won = after.filter((each) => !before.some((other) => isSame(each, other)));
  const moved = won.flatMap((now) => {
    const was = lost.find(({ is, where }) => is === now.is && where !== '' && now.where !== '');
    return was === undefined ? [] : [{ was, now }];
  });
  const sentences = [
    ...moved.map(({ was, now }) => `${now.is} ${now.where}, before ${was.where}`),
    ...grouped(
      won.filter((each) => !moved.some(({ now }) => now === each)),
      'now',
    ),
    ...grouped(
      lost.filter((each) => !moved.some(({ was }) => was === each)),
      'gone',
    ),
  ];
  if (sentences.length > 0) return sentences.join('; ');
  const words = [...new Set([...gone, ...added].map(({ word }) => `\`${word}\``))];
  return `what it says in ${words.join(' and ')} is another`;
}

/** Says which alternatives of one `anyOf` came or went; undefined where anything else did. */
export function alternativesChanged(
  gone: readonly ConditionalRule[],
  added: readonly ConditionalRule[],
): { facet: string; text: string } | undefined {
  const [old, moreOld] = gone;
  const [fresh, moreNew] = added;
  if (old?.word !== 'anyOf' || fresh?.word !== 'anyOf' || moreOld !== undefined || moreNew !== undefined) {
    return undefined;
  }
  const [before, after] = [alternativesOf(old.schema), alternativesOf(fresh.schema)];
  const lost = before.filter((each) => !after.includes(each));
  const won = after.filter((each) => !before.includes(each));
  if (lost.length > 0 === won.length > 0) return undefined;
  const words = (list: readonly string[]) => list.join(', or ');
  return lost.length > 0
    ? { facet: 'alternative-removed', text: `it is no longer enough that ${words(lost)}` }
    : { facet: 'alternative-added', text: `it is now enough that ${words(won)}` };
}

function grouped(all: readonly Consequence[], form: 'now' | 'gone'): string[] {
  const wheres = [...new Set(all.map(({ where }) => where))];
  return wheres.map((where) => {
    const said = all.filter((each) => each.where === where).map((each) => each[form]);
    return `${where === '' ? '' : `${where}, `}${said.join(', and ')}`;
  });
}

function consequencesOf({ word, key, schema }: ConditionalRule): Consequence[] {
  const at = (where: string, node: Node | undefined): Consequence[] =>
    node === undefined ? [] : askedBy(node).map((asked) => ({ ...asked, where }));
  if (key !== undefined) {
    const rule = child(schema, word, key);
    const asked = Array.isArray(rule?.value) ? { ...schema, value: { required: rule.value } } : rule;
    return at(`where ${shown(key)} is there`, asked);
  }
  const condition = child(schema, 'if');
  if (condition === undefined) return at('', schema);
  const which = caseOf(condition) ?? `it is of ${brief(condition.value)}`;
  return [...at(`where ${which}`, child(schema, 'then')), ...at(`unless ${which}`, child(schema, 'else'))];
}

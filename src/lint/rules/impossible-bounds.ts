import { joinPointer } from '../../document/pointer.ts';
import { isObject, type Json } from '../../json.ts';
import type { Rule } from '../rule.ts';

const PAIRS = [
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
  ['minContains', 'maxContains'],
  ['minimum', 'maximum'],
] as const;

export const impossibleBounds: Rule = {
  id: 'impossible-bounds',
  promise: 'The bounds of a schema leave at least one value.',
  severity: 'error',
  source: 'JSON Schema validation sections 6.2 to 6.5',
  *find({ every }) {
    for (const { pointer, value } of every('schema')) {
      if (!isObject(value)) continue;
      for (const [low, high] of PAIRS) {
        if (value[low] === undefined && value[exclusiveOf(low)] === undefined) continue;
        const least = boundOf(value, low);
        const most = boundOf(value, high);
        if (least === undefined || most === undefined || least.at < most.at) continue;
        if (least.at === most.at && !least.excluded && !most.excluded) continue;
        yield {
          pointer: joinPointer(pointer, least.word),
          message: `${least.word} is ${least.at} and ${most.word} is ${most.at}: no value is valid`,
          suggestion: {
            text:
              least.at > most.at
                ? 'Exchange the two, or mend the wrong one.'
                : 'Include the bound, or widen it.',
          },
          identity: [low, String(least.at), String(most.at)],
        };
      }
    }
  },
};

interface Bound {
  word: string;
  at: number;
  excluded: boolean;
}

/** The stricter of an inclusive and an exclusive bound, which in OpenAPI 3.0 is a flag beside the former. */
function boundOf(schema: Record<string, Json | undefined>, word: string): Bound | undefined {
  const inclusive = schema[word];
  const name = exclusiveOf(word);
  const exclusive = schema[name];
  const own =
    typeof inclusive === 'number' ? { word, at: inclusive, excluded: exclusive === true } : undefined;
  if (typeof exclusive !== 'number') return own;
  const other = { word: name, at: exclusive, excluded: true };
  if (own === undefined) return other;
  const stricter = word === 'minimum' ? other.at >= own.at : other.at <= own.at;
  return stricter ? other : own;
}

function exclusiveOf(word: string): string {
  if (word === 'minimum') return 'exclusiveMinimum';
  return word === 'maximum' ? 'exclusiveMaximum' : '';
}

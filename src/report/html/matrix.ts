import { STATUS_CODES } from 'node:http';
import type { Finding } from '../../checks/finding.ts';
import type { LayerVerdict, ResponseVerdict } from '../../checks/run.ts';
import { LAYER_CHECKS } from '../../checks/verdict.ts';
import { hasOwn } from '../../json.ts';
import { answerWord } from '../answers.ts';
import { VERDICT_STYLE } from '../style.ts';
import { grouped } from '../value.ts';
import { type Markup, markup, type Part } from './markup.ts';

/** A word that stays on its line. */
const BRIEF = 16;

type Tone = 'good' | 'bad' | 'unsure' | 'quiet';

const TONE: Readonly<Record<ResponseVerdict['verdict'], Tone>> = {
  conforms: 'good',
  drift: 'bad',
  inconclusive: 'unsure',
  'not-asked': 'quiet',
};

/**
 * Documented answers against the three layers, and all else that is held against them: every cell has a sign and a word.
 *
 * @param errors the findings that make drift
 */
export function matrix(responses: readonly ResponseVerdict[], errors: readonly Finding[]): Markup {
  return markup`<section id="answers" aria-labelledby="answers-title">
<h2 id="answers-title">Documented answers</h2>
<table class="matrix" role="table">
<caption>What came of each answer that the document promises: who answered, whether the answer fits its schema, whether it holds what the documented example says, and what else is agreed. A pass on one is no pass on the next.</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Answer</th><th scope="col" role="columnheader">Verdict</th><th scope="col" role="columnheader" class="number">Probes</th><th scope="col" role="columnheader" class="number">Seen</th><th scope="col" role="columnheader">Who answered</th><th scope="col" role="columnheader">Schema</th><th scope="col" role="columnheader">Example</th><th scope="col" role="columnheader">All else</th></tr></thead>
<tbody role="rowgroup">${responses.map((response) => row(response, errors))}</tbody>
</table>
</section>`;
}

function row(response: ResponseVerdict, errors: readonly Finding[]): Markup {
  const { status, verdict, probes, observed, layers, reason } = response;
  const phrase = hasOwn(STATUS_CODES, status) && STATUS_CODES[status];
  const none = observed === 0 ? 'not seen' : 'none promised';
  return markup`<tr role="row" class="${TONE[verdict]}">
<th scope="row" role="rowheader"><strong>${status}</strong> <span class="quiet">${phrase}</span></th>
<td role="cell" data-label="Verdict">${cell(TONE[verdict], VERDICT_STYLE[verdict].sign, answerWord(response))}${reason !== undefined && markup`<span class="reason">${reason}</span>`}</td>
<td role="cell" data-label="Probes" class="number">${grouped(probes)}</td>
<td role="cell" data-label="Seen" class="number">${grouped(observed)}</td>
<td role="cell" data-label="Who answered">${layer(layers.answeredBy, 'the API', 'not the API', none)}</td>
<td role="cell" data-label="Schema">${layer(layers.schema, 'fits', 'does not fit', none)}</td>
<td role="cell" data-label="Example">${examples(response, none)}</td>
<td role="cell" data-label="All else">${allElse(response, errors)}</td>
</tr>`;
}

function cell(tone: Tone, sign: string, word: string): Markup {
  const brief = word.length <= BRIEF && ' brief';
  return markup`<span class="cell ${tone}${brief}"><span class="sign" aria-hidden="true">${sign}</span> ${word}</span>`;
}

function layer(verdict: LayerVerdict, ok: string, drift: string, none: string): Markup {
  if (verdict === 'none') return cell('quiet', '–', none);
  return verdict === 'ok' ? cell('good', '✓', ok) : cell('bad', '✗', drift);
}

const LAYERED = new Set(Object.values(LAYER_CHECKS).flat());

/** What the three layers do not say: freshness, uniqueness, echoes, leaks and the like. */
function allElse({ status, observed }: ResponseVerdict, errors: readonly Finding[]): Markup {
  const broken = new Set(
    errors
      .filter((finding) => finding.status === status && !LAYERED.has(finding.check))
      .map(({ check }) => check),
  );
  if (broken.size > 0) return cell('bad', '✗', [...broken].join(', '));
  return observed === 0 ? cell('quiet', '–', 'not seen') : cell('good', '✓', 'fine');
}

function examples({ examples: all, layers }: ResponseVerdict, none: string): Part {
  const entries = Object.entries(all);
  if (entries.length === 0) return layer(layers.example, 'matches', 'differs', none);
  const words: Record<ResponseVerdict['examples'][string], [Tone, string, string]> = {
    matches: ['good', '✓', 'matches'],
    differs: ['bad', '✗', 'differs'],
    'not-seen': ['quiet', '–', 'not seen'],
  };
  return entries.map(([name, verdict]) => {
    const [tone, sign, word] = words[verdict];
    return markup`<span class="named">${cell(tone, sign, entries.length === 1 ? word : `${name} ${word}`)}</span>`;
  });
}

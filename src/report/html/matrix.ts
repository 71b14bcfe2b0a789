import { STATUS_CODES } from 'node:http';
import type { LayerVerdict, ResponseVerdict } from '../../checks/run.ts';
import { answerWord } from '../answers.ts';
import { VERDICT_STYLE } from '../style.ts';
import { grouped } from '../value.ts';
import { type Markup, markup, type Part } from './markup.ts';

type Tone = 'good' | 'bad' | 'unsure' | 'quiet';

const TONE: Readonly<Record<ResponseVerdict['verdict'], Tone>> = {
  conforms: 'good',
  drift: 'bad',
  inconclusive: 'unsure',
  'not-asked': 'quiet',
};

/** Documented answers against the three layers: every cell has a sign and a word. */
export function matrix(responses: readonly ResponseVerdict[]): Markup {
  return markup`<section id="answers" aria-labelledby="answers-title">
<h2 id="answers-title">Documented answers</h2>
<table class="matrix" role="table">
<caption>What came of each answer that the document promises: who answered, whether the answer fits its schema, and whether it holds what the documented example says. A pass on one is no pass on the next.</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Answer</th><th scope="col" role="columnheader">Verdict</th><th scope="col" role="columnheader" class="number">Seen</th><th scope="col" role="columnheader">Who answered</th><th scope="col" role="columnheader">Schema</th><th scope="col" role="columnheader">Example</th></tr></thead>
<tbody role="rowgroup">${responses.map(row)}</tbody>
</table>
</section>`;
}

function row(response: ResponseVerdict): Markup {
  const { status, verdict, probes, observed, layers, reason } = response;
  const phrase = STATUS_CODES[status];
  return markup`<tr role="row" class="${TONE[verdict]}">
<th scope="row" role="rowheader"><strong>${status}</strong> <span class="quiet">${phrase}</span></th>
<td role="cell" data-label="Verdict">${cell(TONE[verdict], VERDICT_STYLE[verdict].sign, answerWord(response))}${reason !== undefined && markup`<span class="reason">${reason}</span>`}</td>
<td role="cell" data-label="Seen" class="number">${grouped(observed)} <span class="quiet">of ${grouped(probes)} asked</span></td>
<td role="cell" data-label="Who answered">${layer(layers.answeredBy, 'the API', 'not the API, or not as due')}</td>
<td role="cell" data-label="Schema">${layer(layers.schema, 'fits', 'does not fit')}</td>
<td role="cell" data-label="Example">${examples(response)}</td>
</tr>`;
}

function cell(tone: Tone, sign: string, word: string): Markup {
  return markup`<span class="cell ${tone}"><span class="sign" aria-hidden="true">${sign}</span> ${word}</span>`;
}

function layer(verdict: LayerVerdict, ok: string, drift: string): Markup {
  if (verdict === 'none') return cell('quiet', '–', 'nothing to judge');
  return verdict === 'ok' ? cell('good', '✓', ok) : cell('bad', '✗', drift);
}

function examples({ examples: all, layers }: ResponseVerdict): Part {
  const entries = Object.entries(all);
  if (entries.length === 0) return layer(layers.example, 'matches', 'differs');
  const words: Record<ResponseVerdict['examples'][string], [Tone, string, string]> = {
    matches: ['good', '✓', 'matches'],
    differs: ['bad', '✗', 'differs'],
    'not-seen': ['quiet', '–', 'not seen'],
  };
  return entries.map(([name, verdict]) => {
    const [tone, sign, word] = words[verdict];
    return cell(tone, sign, entries.length === 1 ? word : `${name} ${word}`);
  });
}

// openapi-response-validator by itself, as its README has it: the operation's responses and the document's components,
// then validateResponse on each answer.
import { readFileSync } from 'node:fs';
import axios from 'axios';
import { load } from 'js-yaml';
import validator from 'openapi-response-validator';
import { PATH, requests } from '../requests.mjs';

const document = load(
  readFileSync(new URL('../../../spec/onboarding-api.trigger-event.yaml', import.meta.url), 'utf8'),
);
// References to whole responses are not followed by the validator; those to schemas are.
const responses = Object.fromEntries(
  Object.entries(document.paths[PATH].post.responses).map(([status, response]) => [
    status,
    response.$ref === undefined ? response : document.components.responses[response.$ref.split('/').at(-1)],
  ]),
);
const OpenAPIResponseValidator = validator.default ?? validator;
const checked = new OpenAPIResponseValidator({ responses, components: document.components });

for (const { name, status, headers, body } of requests(process.env)) {
  let wrong;
  try {
    const answer = await axios.post(`${process.env.TARGET}${PATH}`, body, {
      headers,
      timeout: 10_000,
      validateStatus: () => true,
    });
    if (answer.status !== status) wrong = `${answer.status} in place of ${status}`;
    else wrong = checked.validateResponse(answer.status, answer.data);
  } catch (error) {
    wrong = error.message;
  }
  process.stdout.write(
    `${wrong === undefined ? 'ok  ' : 'FAIL'} ${name}${wrong ? `: ${JSON.stringify(wrong)}` : ''}\n`,
  );
  if (wrong !== undefined) process.exitCode = 1;
}

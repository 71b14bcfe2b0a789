// jest-openapi, as its README has it: axios, and toSatisfyApiSpec on each answer.
import { fileURLToPath } from 'node:url';
import axios from 'axios';
import jestOpenAPI from 'jest-openapi';
import { PATH, requests } from '../requests.mjs';

jestOpenAPI.default(
  fileURLToPath(new URL('../../../spec/onboarding-api.trigger-event.yaml', import.meta.url)),
);

test.each(requests(process.env))('$name gets a documented $status', async ({ status, headers, body }) => {
  const answer = await axios.post(`${process.env.TARGET}${PATH}`, body, {
    headers,
    validateStatus: () => true,
  });
  expect(answer.status).toBe(status);
  expect(answer).toSatisfyApiSpec();
});

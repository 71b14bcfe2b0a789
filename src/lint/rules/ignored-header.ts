import { isObject } from '../../json.ts';
import type { Rule } from '../rule.ts';

const INSTEAD: Readonly<Record<string, string>> = {
  authorization: 'Declare a security scheme, and name it under security.',
  'content-type': 'Name the media types under content of the request body.',
  accept: 'Name the media types under content of the answers.',
};

export const ignoredHeader: Rule = {
  id: 'ignored-header',
  promise: 'No parameter is declared that OpenAPI has readers ignore.',
  severity: 'note',
  source:
    'OpenAPI 3.0 section 4.7.12.2: a header parameter named Accept, Content-Type or Authorization is ignored',
  *find({ every }) {
    for (const { pointer, value } of every('parameter')) {
      if (!isObject(value) || value['in'] !== 'header' || typeof value['name'] !== 'string') continue;
      const text = INSTEAD[value['name'].toLowerCase()];
      if (text === undefined) continue;
      yield {
        pointer,
        message: `the header parameter ${value['name']} is ignored by readers of OpenAPI`,
        suggestion: { text },
        identity: [value['name'].toLowerCase()],
      };
    }
  },
};

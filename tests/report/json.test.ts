import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/checks/run.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { isObject } from '../../src/json.ts';
import { renderJson } from '../../src/report/json.ts';
import * as runs from './runs.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../src/report/check-report.schema.json', import.meta.url), 'utf8'),
) as JsonObject;

const ajv = new Ajv2020.default({ strict: true, strictRequired: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

describe('every report is as its schema says', () => {
  for (const [name, make] of Object.entries(runs)) {
    if (typeof make !== 'function' || make.length > 0) continue;
    test(name, () => {
      expect(validate(JSON.parse(renderJson((make as () => Run)()))), ajv.errorsText(validate.errors)).toBe(
        true,
      );
    });
  }
});

test('the sample of the agreed format is a part of it', () => {
  const loose = relaxed(schema) as JsonObject;
  const check = new Ajv2020.default({ strict: false, allErrors: true }).compile({ ...loose, $id: 'loose' });
  expect(check(SAMPLE), JSON.stringify(check.errors)).toBe(true);
});

test('the schema knows every field of a run, and requires those that are always there', () => {
  for (const [path, part, sample] of [
    ['run', schema, { ...runs.conforming(), history: {}, baseline: {}, only: [], parity: {} }],
    ['response', definition('response'), { ...runs.conforming().responses[0], reason: '', accepted: 1 }],
    ['probe', definition('probe'), { ...runs.conforming().probes[0], failure: '', stoodStillMs: 1 }],
    [
      'finding',
      definition('finding'),
      { ...runs.drifting().findings[1], contract: runs.drifting().findings[0], accepted: {}, follows: '' },
    ],
  ] as const) {
    const properties = part['properties'];
    expect(Object.keys(isObject(properties) ? properties : {}).sort(), path).toEqual(
      Object.keys(sample ?? {}).sort(),
    );
  }
});

test('a report with a part taken out is no report', () => {
  const required = schema['required'];
  for (const key of Array.isArray(required) ? required : []) {
    const report = JSON.parse(renderJson(runs.conforming())) as JsonObject;
    delete report[String(key)];
    expect(validate(report), String(key)).toBe(false);
  }
});

test('it reads back as the run that it was', () => {
  for (const run of [runs.drifting(), runs.hostile()]) {
    // A lone surrogate is written as an escape and comes back as it was.
    expect(JSON.parse(renderJson(run))).toEqual(run);
  }
});

test('it ends with a newline, has two spaces, and nothing in it acts on a terminal', () => {
  const text = renderJson(runs.hostile());
  expect(text).toMatch(/^\{\n {2}"plumbline": 1,\n/);
  expect(text).toMatch(/\}\n$/);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
});

test('a value of 10,000 levels is cut, a key named __proto__ is not lost', () => {
  let deep: Json = 1;
  for (let level = 0; level < 10_000; level += 1) deep = [deep];
  const run = runs.conforming();
  const evil = JSON.parse('{"__proto__": {"polluted": true}}') as Json;
  run.findings = [runs.finding({ response: { pointer: '', expected: evil, actual: deep } })];
  const text = renderJson(run);
  expect(text.length).toBeLessThan(100_000);
  expect(text).toContain('"__proto__"');
  expect(validate(JSON.parse(text))).toBe(true);
});

function definition(name: string): JsonObject {
  const found = (schema['$defs'] as JsonObject)[name];
  return isObject(found) ? found : {};
}

/** The schema with nothing required and nothing unknown allowed: a part of a report satisfies it. */
function relaxed(value: Json | undefined): Json {
  if (Array.isArray(value)) return value.map(relaxed);
  if (!isObject(value)) return value ?? null;
  const result: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (key !== 'required' && key !== 'format') result[key] = relaxed(item);
  }
  if (isObject(value['properties'])) result['additionalProperties'] = false;
  return result;
}

const SAMPLE = JSON.parse(`
{ "plumbline": 1,
  "verdict": "drift",
  "operation": {"id": "webhooks/dev-trigger", "method": "POST", "path": "/register/dev/trigger_event"},
  "target": {"kind": "embedded", "url": "http://127.0.0.1:41873"},
  "document": {"file": "spec/onboarding-api.trigger-event.yaml", "sha256": "…"},
  "seed": 1, "startedAt": "…", "durationMs": 412,
  "responses": [{"status": "401", "verdict": "drift", "probes": 9, "observed": 9, "examples": {"unauthorized": "differs"}}],
  "coverage": {"responses": [4, 5], "requestConstraints": [7, 7], "securitySchemes": [2, 2], "examples": [2, 2]},
  "findings": [{"check": "example", "severity": "error", "status": "401", "message": "…",
    "response": {"pointer": "/errors/0/code", "expected": "unauthorized", "actual": "invalid_token"},
    "document": {"pointer": "/components/examples/unauthorized/value/errors/0/code", "file": "…", "line": 167},
    "probe": "unauthorized/wrong-bearer", "curl": "curl -X POST …"}],
  "probes": [{"id": "unauthorized/wrong-bearer", "title": "…", "expects": ["401"], "status": 401, "ms": 3.1, "findings": 1}] }
`) as JsonObject;

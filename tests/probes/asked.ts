import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../../src/contract/contract.ts';
import { deriveContract } from '../../src/contract/derive.ts';
import { findOperation } from '../../src/document/find-operation.ts';
import { readDocument } from '../../src/document/load.ts';
import { everyProbe, type Plan, planProbes } from '../../src/probes/plan.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { type Call, receivedCall } from '../../src/sandbox/call.ts';
import { madeUpEnvironment } from '../../src/sandbox/environment.ts';
import { conformingRules, type Decision, decide } from '../../src/sandbox/rules.ts';
import { compilerFor } from '../../src/sandbox/validator.ts';

const FOLDER = 'tests/probes/documents';

/** The documents of other APIs, by name. */
export const documents: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(FOLDER).map((file) => [file.replace(/\.yaml$/, ''), readFileSync(join(FOLDER, file), 'utf8')]),
);

/** The contract that nobody wrote, for the only operation of a document. */
export function contractOf(text: string, file = 'test.yaml'): Contract {
  return deriveContract(findOperation(readDocument(text, file)));
}

/** Every probe of a plan. */
export const allProbes = everyProbe;

/** A plan with credentials that are made up. */
export function planned(contract: Contract, seed = 1): Plan {
  return planProbes(contract, madeUpEnvironment(contract, 1), { seed });
}

/** What a provider that keeps to the document, validating with Ajv, makes of a probe. */
export function provider(contract: Contract): (probe: Probe) => Decision['kind'] {
  const environment = madeUpEnvironment(contract, 1);
  const rules = conformingRules(contract, environment, compilerFor(contract.operation.document));
  return (probe) => decide(contract, rules, callOf(probe)).kind;
}

/** A probe's request as it comes in. */
export function callOf({ request }: Probe): Call {
  return receivedCall({ ...request, headers: request.headers.map(({ name, value }) => [name, value]) }, 1);
}

/** A probe on one line. */
export function line({ id, expectation, request }: Probe): string {
  const headers = request.headers.map(({ name, shown }) => `${name}: ${shown}`).join(' | ');
  const text =
    request.body === undefined ? 'no body' : JSON.stringify(Buffer.from(request.body).toString('latin1'));
  const body = text.length > 300 ? `${text.slice(0, 300)}… ${request.body?.length} bytes` : text;
  return `${id} → ${expectation.statuses.join(' ')} ← ${request.method} ${request.path} | ${headers} | ${body}`;
}

/** The paths of the probes whose ids match, their escapes undone. */
export function paths(probes: readonly Probe[], pattern: RegExp): string[] {
  return probes.filter(({ id }) => pattern.test(id)).map(({ request }) => decodeURIComponent(request.path));
}

/** The bodies of the probes whose ids match, as JSON. */
export function bodies(probes: readonly Probe[], pattern: RegExp): unknown[] {
  return probes
    .filter(({ id }) => pattern.test(id))
    .map(({ request }) => JSON.parse(Buffer.from(request.body ?? []).toString()));
}

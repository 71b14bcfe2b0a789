/** The library: what the command line is made of, for a team's own scripts and tests. */

export type { Finding, Severity } from './checks/finding.ts';
export { createJudge, type Judge } from './checks/judge.ts';
export type { Run, Target, Verdict } from './checks/run.ts';
export { exitCode } from './checks/verdict.ts';
export { openSession, type Session } from './commands/session.ts';
export { loadSubject, type SubjectOptions } from './commands/subject.ts';
export type { Contract } from './contract/contract.ts';
export { deriveContract } from './contract/derive.ts';
export { loadContract } from './contract/load.ts';
export type { Document } from './document/document.ts';
export { findOperation, listOperations } from './document/find-operation.ts';
export { loadDocument } from './document/load.ts';
export type { Operation } from './document/operation.ts';
export type { Exchange } from './exchange/exchange.ts';
export { fromHar, toHar } from './exchange/har.ts';
export type { Probe } from './probes/probe.ts';
export { Problem } from './problem.ts';

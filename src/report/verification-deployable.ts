import type { Json } from '../json.ts';
import { jsonDocument } from './json-text.ts';
import { bounded } from './value.ts';

/** What a Pact Broker says of deploying a version: the JSON report of `pact can-i-deploy` is this. */
export interface Deployable {
  plumbline: 1;
  verdict: 'yes' | 'no' | 'unknown';
  pacticipant: string;
  version: string;
  environment?: string;
  /** The broker's own words. */
  reason: string;
  notices: string[];
}

/** The JSON report. */
export function renderDeployableJson(deployable: Deployable): string {
  return jsonDocument(bounded(deployable as unknown as Json) as object);
}

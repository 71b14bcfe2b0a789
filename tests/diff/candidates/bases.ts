import type { BaseName } from './candidate.ts';

const WRITTEN = 'tests/diff/candidates';

/** The documents that candidates are made from, by their files. */
export const BASES: Record<BaseName, string> = {
  'trigger-event': 'spec/onboarding-api.trigger-event.yaml',
  registrations: `${WRITTEN}/bases/registrations.yaml`,
  subscriptions: `${WRITTEN}/bases/subscriptions.yaml`,
  payouts: `${WRITTEN}/bases/payouts.yaml`,
  messages: `${WRITTEN}/bases/messages.yaml`,
  applications: `${WRITTEN}/bases/applications.yaml`,
  bank: `${WRITTEN}/seventh/bases/bank.yaml`,
  catalogue: `${WRITTEN}/seventh/bases/catalogue.yaml`,
  contacts: `${WRITTEN}/seventh/bases/contacts.yaml`,
  files: `${WRITTEN}/seventh/bases/files.yaml`,
  messaging: `${WRITTEN}/seventh/bases/messaging.yaml`,
  payments: `${WRITTEN}/seventh/bases/payments.yaml`,
};

/** Those of other providers: no policy says what may come there at any time. */
export const WITHOUT_POLICY: ReadonlySet<BaseName> = new Set([
  'applications',
  'bank',
  'catalogue',
  'contacts',
  'files',
  'messaging',
  'payments',
]);

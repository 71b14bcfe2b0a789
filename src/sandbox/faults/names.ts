/**
 * This folder knows Qonto's operation, and nothing else in `src/` does: its faults turn these names upside down. The
 * sandbox itself takes everything from the document and the contract.
 */
export const NAMES = {
  operation: 'POST /register/dev/trigger_event',
  /** The property of a 201 that holds the event. */
  event: 'event',
  /** The properties of the event. */
  fields: ['id', 'resource_type', 'resource_id', 'created_at', 'event_type'],
  /** The properties of the request. */
  resource: 'resource_id',
  type: 'event_type',
  /** The one event that may be triggered. */
  pending: 'registrations.pending',
  /** The property of an error answer that holds the errors. */
  errors: 'errors',
  /** The security schemes. */
  bearer: 'apiKey',
  partner: 'qontoPartnerId',
  partnerHeader: 'Qonto-Partner-Id',
  /** Other events that the public pages list; none of them may be triggered. */
  otherEvents: ['registrations.completed', 'registrations.user_started', 'organizations.deleted'],
} as const;

/** Values that stand in the document as examples. */
export const EXAMPLES = {
  id: 'f4a15ff0-40a2-48d4-8801-99c7b4e0788e',
  resource: '481248f5-346a-4711-b8a8-18a0348de10f',
  createdAt: '2021-08-17T12:31:32.689Z',
  eventType: 'registrations.completed',
} as const;

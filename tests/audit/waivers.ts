/**
 * What the audit lets pass, each with the reason. A waiver for something that is covered, or that is not there any
 * more, fails the audit as well.
 */

/** Checks without a fault that only they notice. */
export const CHECKS: Readonly<Record<string, string>> = {
  'response-header':
    'the pinned document describes no header of an answer (tests/checks/kill.test.ts has one that does)',
  'extra-field': 'it makes notes, which are no errors: the provider may add fields at any time',
};

/** Parts of the pinned document that nothing covers, by JSON pointer. */
export const DOCUMENT: Readonly<Record<string, string>> = {
  '/paths/~1register~1dev~1trigger_event/post/responses/500':
    'a breakdown is never provoked (reach: never in the contract); one that comes by itself is an error of the check status',
  '/components/parameters/X-Qonto-Staging-Token/schema/type':
    'the value of a header is text, whatever it is: no request can break it',
  '/components/schemas/event/properties/id/example': 'it shows the form of an id, which is new each time',
  '/components/schemas/event/properties/resource_type/example':
    'it is the one value of the enum, which is checked',
  '/components/schemas/event/properties/resource_id/example':
    'the contract wants the value of the request instead',
  '/components/schemas/event/properties/created_at/example': 'the contract wants the present time instead',
  '/components/schemas/event/properties/event_type/example':
    'the contract wants the value of the request instead, and a request for this one is refused',
};

/**
 * The requests of the tools that send what they are told to: the right one, and for each documented refusal the
 * plainest ways to it. Tools that make requests from the document send their own.
 *
 * @returns each with its name, the status that it ought to get, its headers and its body
 */
export function requests({
  QONTO_TOKEN,
  QONTO_PARTNER_ID,
  QONTO_STAGING_TOKEN,
  QONTO_RESOURCE_ID,
  QONTO_CONFLICT_RESOURCE_ID,
}) {
  const headers = {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${QONTO_TOKEN}`,
    'Qonto-Partner-Id': QONTO_PARTNER_ID,
    'X-Qonto-Staging-Token': QONTO_STAGING_TOKEN,
  };
  const { Authorization: _, ...withoutToken } = headers;
  const body = { resource_id: QONTO_RESOURCE_ID, event_type: 'registrations.pending' };
  return [
    { name: 'a right request', status: 201, headers, body },
    {
      name: 'an event that is not listed',
      status: 400,
      headers,
      body: { ...body, event_type: 'no.such.event' },
    },
    { name: 'no resource_id', status: 400, headers, body: { event_type: body.event_type } },
    { name: 'a resource_id that is no UUID', status: 400, headers, body: { ...body, resource_id: '42' } },
    { name: 'no token', status: 401, headers: withoutToken, body },
    { name: 'a wrong token', status: 401, headers: { ...headers, Authorization: 'Bearer wrong' }, body },
    { name: 'a wrong partner id', status: 401, headers: { ...headers, 'Qonto-Partner-Id': 'wrong' }, body },
    {
      name: 'a resource that conflicts',
      status: 409,
      headers,
      body: { ...body, resource_id: QONTO_CONFLICT_RESOURCE_ID },
    },
  ];
}

export const PATH = '/register/dev/trigger_event';

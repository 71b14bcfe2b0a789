/**
 * What Plumbline calls itself in every request that it plans. Firewalls in front of an API refuse whoever does not say what
 * they are, and an operator finds the requests of a run by it (RFC 9110 section 10.1.5).
 */
export const USER_AGENT = 'plumbline';

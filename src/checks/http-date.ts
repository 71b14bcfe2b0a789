const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
/** The one form that a server writes, and the two old ones that a reader still has to know (RFC 9110 section 5.6.7). */
const FORMS = [
  new RegExp(`^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d (${MONTHS}) \\d{4} \\d\\d:\\d\\d:\\d\\d GMT$`),
  new RegExp(
    `^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \\d\\d-(${MONTHS})-\\d\\d \\d\\d:\\d\\d:\\d\\d GMT$`,
  ),
  new RegExp(`^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (${MONTHS}) [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}$`),
];

/** Milliseconds since the epoch of a value such as that of `Date`; undefined when it is no HTTP-date. */
export function parseHttpDate(value: string): number | undefined {
  const form = FORMS.findIndex((each) => each.test(value));
  if (form < 0) return undefined;
  // The third form leaves out its zone, which is GMT.
  const at = Date.parse(form === 2 ? `${value} GMT` : value);
  return Number.isNaN(at) ? undefined : at;
}

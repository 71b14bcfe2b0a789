import type { Finding } from '../../src/checks/finding.ts';
import type { Told } from '../../src/checks/told.ts';

/** What is other than in a usual error. */
export type ToldChanges = Partial<
  Pick<Finding, 'probe' | 'severity' | 'status' | 'fingerprint' | 'document'>
> &
  Partial<Finding['response']> &
  Partial<Pick<Told, 'alike' | 'due' | 'means'>>;

/** An error `CHECK/KIND` of a 401, as a check tells it; its name is its fingerprint unless another one is given. */
export function told(name: string, changes: ToldChanges = {}): Told {
  const [check = '', kind = ''] = name.split('/');
  const { alike = name, due = ['401'], means, part, pointer = '', expected, actual, ...finding } = changes;
  return {
    finding: {
      check,
      kind,
      probe: 'unauthorized/apikey/wrong',
      severity: 'error',
      status: '401',
      message: 'It is wrong.',
      curl: '',
      fingerprint: name,
      response: {
        pointer,
        ...(part === undefined ? {} : { part }),
        ...(expected === undefined ? {} : { expected }),
        ...(actual === undefined ? {} : { actual }),
      },
      ...finding,
    },
    alike,
    due,
    means,
    byTheMoment: false,
  };
}

interface Mutant {
  status: string;
  location: { start: { line: number } };
  mutatorName: string;
  replacement?: string;
}

/** What is read here of the report that Stryker writes. */
export interface MutationReport {
  files: Record<string, { mutants: readonly Mutant[] }>;
}

const ALIVE = ['Survived', 'NoCoverage'];
const DEAD = ['Killed', 'Timeout'];

/** Wilson's interval: where the share of all mutants lies, by 95 %, when some of them were drawn. */
function interval(alive: number, total: number): readonly [number, number] {
  const z = 1.96;
  const share = alive / total;
  const middle = share + z ** 2 / (2 * total);
  const margin = z * Math.sqrt((share * (1 - share)) / total + z ** 2 / (4 * total ** 2));
  const whole = 1 + z ** 2 / total;
  return [(middle - margin) / whole, (middle + margin) / whole];
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** Per file and in all: the mutants that were tried, how many lived, which; static ones and those not drawn apart. */
export function table({ files }: MutationReport): string {
  const rows: string[] = [];
  const living: string[] = [];
  let [tried, lived] = [0, 0];
  for (const [file, { mutants }] of Object.entries(files)) {
    const alive = mutants.filter(({ status }) => ALIVE.includes(status));
    const dead = mutants.filter(({ status }) => DEAD.includes(status));
    const late = dead.filter(({ status }) => status === 'Timeout').length;
    const total = alive.length + dead.length;
    if (total === 0) continue;
    tried += total;
    lived += alive.length;
    const timeouts = late === 0 ? '' : ` (${late} by the time it took)`;
    rows.push(`${file}: ${total} mutants, ${dead.length} noticed${timeouts}, ${alive.length} alive`);
    for (const { location, mutatorName, replacement, status } of alive)
      living.push(`${file}:${location.start.line} ${status} ${mutatorName} ${replacement ?? ''}`);
  }
  const [least, most] = interval(lived, tried);
  if (tried === 0) return 'no mutant was tried';
  return [
    ...living,
    ...rows,
    `in all: ${tried} mutants, ${lived} alive, ${percent(lived / tried)} (as a sample: ${percent(least)} to ${percent(most)})`,
  ].join('\n');
}

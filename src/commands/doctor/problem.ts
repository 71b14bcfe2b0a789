import { formatPlace, type Problem } from '../../problem.ts';
import { type Found, type PointFault, wrong } from '../../report/examination.ts';

/** A problem that would end another command as one line among the others. */
export function problemPoint(
  id: string,
  title: string,
  problem: Problem,
  fault: PointFault,
  todo = 'put it right',
): Found {
  const where = problem.place === undefined ? '' : `${formatPlace(problem.place)}: `;
  return wrong(id, title, `${where}${problem.message}`, problem.hint ?? todo, fault);
}

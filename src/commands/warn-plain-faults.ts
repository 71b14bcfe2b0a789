import type { Document } from '../document/document.ts';
import { formatPlace } from '../problem.ts';
import { count } from '../report/value.ts';
import { type Io, warn } from './io.ts';

/** How many are told of; a document that was written by hand has one or two, a generated one the same in each answer. */
const MOST = 3;

/** Says where a document is not valid though its meaning is plain, so that the command goes on. */
export function warnPlainFaults(document: Document, io: Pick<Io, 'stderr'>): void {
  const { plainFaults = [], version, file } = document;
  for (const { pointer, message } of plainFaults.slice(0, MOST)) {
    const place = formatPlace(document.placeOf(pointer));
    warn(io, `${place}: not valid OpenAPI ${version}: ${message}; what is meant is plain, and it is read so`);
  }
  const more = plainFaults.length - MOST;
  if (more > 0) warn(io, `${count(more, 'more place')} of the kind: plumbline lint ${file} names all`);
}

import type { Json } from '../json.ts';
import type { Objection } from './validator.ts';

/** A request's body, as far as it could be read. */
export interface ReadBody {
  input: Json | undefined;
  objections: Objection[];
}

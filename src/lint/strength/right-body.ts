import type { Media } from '../../document/operation.ts';
import type { Json } from '../../json.ts';

/** A body that is right, for one documented answer. */
export interface RightBody {
  status: string;
  media: Media;
  /** Where it is from: the document's example, its schema's examples with what they leave out made up, or a recording. */
  from: 'example' | 'schema' | 'recording';
  name: string;
  body: Json;
}

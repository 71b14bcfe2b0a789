import type { Json } from '../json.ts';

/** What a request can be wrong in; each with what it means. */
export const REQUEST_KINDS = {
  operation: 'The document has no such method and path.',
  'security-missing': 'A credential is not there that the document asks for.',
  'security-scheme': 'A credential is there in another way than the document says.',
  'parameter-missing': 'A required parameter is not there.',
  'parameter-value': 'A parameter is not what its schema says.',
  'parameter-unknown': 'The document does not know the query parameter.',
  'body-missing': 'There is no body.',
  'body-unknown': 'There is a body, and the document describes none.',
  'body-syntax': 'The body is no JSON in UTF-8.',
  'body-value': 'The body is not what its schema says.',
  'media-type': 'The document does not name the media type of the body.',
  'media-type-missing': 'The body does not say what media type it has.',
} as const;

/** One thing that the document says of a request. */
export interface RequestObservation {
  kind: keyof typeof REQUEST_KINDS;
  /** False where the document leaves it open, though few people would mean it. */
  forbidden: boolean;
  message: string;
  part: 'operation' | 'credentials' | 'parameters' | 'media type' | 'body';
  /** JSON pointer into the body, or the name of a header or parameter. */
  pointer: string;
  expected?: Json;
  actual?: Json;
  /** JSON pointer into the document. */
  promise: string;
}

/** A place at which a document breaks the OpenAPI Specification's own schema. */
export interface StructureFault {
  pointer: string;
  message: string;
  /** What to do about it, where that is known. */
  hint?: string;
  /** True where what was meant is plain all the same: an empty list of what is required, a missing description. */
  plain?: boolean;
}

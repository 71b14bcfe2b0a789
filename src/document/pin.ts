/** What `spec/spec.lock.json` says of the pinned document. */
export interface SpecLock {
  /** The pinned file, relative to the lock. */
  document: string;
  /** Where its text came from: a URL, or the name of a page. */
  origin: string;
  /** Lower-case hex, of the pinned file's bytes. */
  sha256: string;
  /** ISO 8601 date. */
  acceptedOn: string;
}

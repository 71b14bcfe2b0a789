/** Variables by name, as in `process.env`; for the embedded sandbox they are its own. */
export type Environment = Readonly<Record<string, string | undefined>>;

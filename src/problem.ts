/** Where in a file something is: 1-based line and column. */
export interface Place {
  file: string;
  line?: number | undefined;
  column?: number | undefined;
}

/**
 * Something that the person who runs Plumbline has to put right: a file that cannot be read, an option that
 * means nothing, a document that is none. It is printed as one line and ends the command with exit code 2;
 * any other error that reaches the top is a defect of Plumbline and says so.
 */
export class Problem extends Error {
  readonly place: Place | undefined;
  readonly hint: string | undefined;

  /**
   * @param message what is wrong, one sentence without a full stop
   * @param at.place the file, line and column that the sentence is about
   * @param at.hint what to do about it
   */
  constructor(
    message: string,
    at: { place?: Place | undefined; hint?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, at.cause === undefined ? undefined : { cause: at.cause });
    this.name = 'Problem';
    this.place = at.place;
    this.hint = at.hint;
  }

  /** `file:line:column: message; hint` with the parts that are known. */
  line(): string {
    const where = this.place === undefined ? '' : `${formatPlace(this.place)}: `;
    return `${where}${this.message}${this.hint === undefined ? '' : `; ${this.hint}`}`.replace(
      /\s*\n\s*/g,
      ' ',
    );
  }
}

/** `file`, `file:line` or `file:line:column`. */
export function formatPlace({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

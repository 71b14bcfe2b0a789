/** A code block of a Markdown page. */
export interface Fence {
  /** What stands behind the opening backticks or tildes, e.g. `yaml post /register/dev/trigger_event`. */
  info: string;
  text: string;
  /** The 1-based line of the page on which `text` begins. */
  firstLine: number;
}

interface OpenFence {
  mark: string;
  indent: RegExp;
  info: string;
  firstLine: number;
  body: string[];
}

/**
 * The fenced code blocks of a Markdown page, after CommonMark section 4.5: three or more backticks or tildes,
 * indented by up to three spaces, closed by at least as many of the same, or by the end of the page.
 *
 * @returns the blocks in the page's order; the text keeps its last newline, as CommonMark says
 */
export function fences(page: string): Fence[] {
  const found: Fence[] = [];
  let open: OpenFence | undefined;
  const close = ({ info, body, firstLine }: OpenFence) => {
    found.push({ info, text: body.join(''), firstLine });
    open = undefined;
  };
  page
    .replace(/^\uFEFF/, '')
    .split(/(?<=\n)/)
    .forEach((line, index) => {
      if (open === undefined) open = opening(line.replace(/\r?\n$/, ''), index + 2);
      else if (closes(line, open)) close(open);
      else open.body.push(line.replace(open.indent, ''));
    });
  if (open !== undefined) close(open);
  return found;
}

function opening(line: string, firstLine: number): OpenFence | undefined {
  const [, spaces = '', mark = '', info = ''] = /^( {0,3})(`{3,}|~{3,})[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
  // Backticks behind backticks are inline code.
  if (mark === '' || (mark.startsWith('`') && info.includes('`'))) return undefined;
  return { mark, indent: new RegExp(`^ {0,${spaces.length}}`), info, firstLine, body: [] };
}

function closes(line: string, { mark }: OpenFence): boolean {
  return /^ {0,3}(`{3,}|~{3,})[ \t]*\r?\n?$/.exec(line)?.[1]?.startsWith(mark) === true;
}

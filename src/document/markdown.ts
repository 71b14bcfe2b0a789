/** A code block of a Markdown page. */
export interface Fence {
  /** What stands behind the opening backticks or tildes, e.g. `yaml post /register/dev/trigger_event`. */
  info: string;
  text: string;
  /** The 1-based line of the page on which `text` begins. */
  firstLine: number;
}

/**
 * The fenced code blocks of a Markdown page, after CommonMark section 4.5: three or more backticks or tildes,
 * indented by up to three spaces, closed by at least as many of the same, or by the end of the page.
 *
 * @returns the blocks in the page's order; the text keeps its last newline, as CommonMark says
 */
export function fences(page: string): Fence[] {
  const found: Fence[] = [];
  const lines = page.split(/(?<=\n)/);
  let open: { mark: string; indent: number; info: string; from: number; body: string[] } | undefined;
  lines.forEach((line, index) => {
    const bare = line.replace(/\r?\n$/, '');
    if (open === undefined) {
      const start = /^( {0,3})(`{3,}|~{3,})\s*(.*?)\s*$/.exec(bare);
      if (start?.[2] === undefined) return;
      const info = start[3] ?? '';
      if (start[2].startsWith('`') && info.includes('`')) return;
      open = { mark: start[2], indent: (start[1] ?? '').length, info, from: index + 2, body: [] };
      return;
    }
    const end = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(bare);
    if (end?.[1]?.startsWith(open.mark)) {
      found.push({ info: open.info, text: open.body.join(''), firstLine: open.from });
      open = undefined;
      return;
    }
    open.body.push(line.replace(new RegExp(`^ {0,${open.indent}}`), ''));
  });
  if (open !== undefined) found.push({ info: open.info, text: open.body.join(''), firstLine: open.from });
  return found;
}

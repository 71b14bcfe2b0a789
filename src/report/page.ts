import { beginning, clip, columns, escapeControl } from './safe.ts';
import { type Paint, painter } from './style.ts';

/** A piece of text, plain or with its paint. Any text will do: the page makes it safe. */
export type Span = string | readonly [paint: Paint, text: string];

/** Where a line begins: its first line and those that follow it. */
export interface Indent {
  indent?: number;
  hang?: number;
  /** True where a span is not to be broken at the spaces within it. */
  glued?: boolean;
}

/** A screen that is being written, line by line. Nothing gets onto it without having been made safe. */
export interface Page {
  readonly width: number;
  /** Text wrapped at the width. */
  paragraph(spans: readonly Span[], indent?: Indent): void;
  /** One line, cut at the width. */
  line(spans: readonly Span[], indent?: Indent): void;
  /** One line that stays whole however long it is, for what is to be copied. */
  whole(spans: readonly Span[], indent?: Indent): void;
  /** An empty line; never two in a row, never first. */
  gap(): void;
  text(): string;
}

interface Piece {
  paint: Paint;
  text: string;
}
/** Pieces with no space between them, and the spaces before them. */
interface Word {
  pieces: Piece[];
  width: number;
  space: number;
}

/** An empty page. */
export function newPage(options: { colour: boolean; width: number }): Page {
  const paint = painter(options.colour);
  const width = Math.max(40, options.width);
  const lines: string[] = [];

  const emit = (indent: number, pieces: readonly Piece[]) =>
    lines.push(
      ' '.repeat(indent) +
        merged(pieces)
          .map((piece) => paint(piece.paint, piece.text))
          .join(''),
    );

  return {
    width,
    paragraph(spans, { indent = 0, hang = indent, glued = false } = {}) {
      const words = toWords(spans.map(toPiece), glued);
      for (const [index, pieces] of wrap(words, width - indent, width - hang).entries()) {
        emit(index === 0 ? indent : hang, pieces);
      }
    },
    line(spans, { indent = 0 } = {}) {
      let room = width - indent;
      const kept: Piece[] = [];
      for (const piece of spans.map(toPiece)) {
        const text = clip(piece.text, room);
        kept.push({ paint: piece.paint, text });
        room -= columns(text);
        if (text !== piece.text || room <= 0) break;
      }
      emit(indent, kept);
    },
    whole(spans, { indent = 0 } = {}) {
      emit(indent, spans.map(toPiece));
    },
    gap() {
      if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
    },
    text: () => `${lines.join('\n')}\n`,
  };
}

function toPiece(span: Span): Piece {
  return typeof span === 'string'
    ? { paint: 'plain', text: escapeControl(span) }
    : { paint: span[0], text: escapeControl(span[1]) };
}

/** Neighbours of one paint become one piece, and nothing hangs over at the end of the line. */
function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.paint === piece.paint) last.text += piece.text;
    else if (piece.text !== '') result.push({ ...piece });
  }
  const last = result.at(-1);
  if (last !== undefined) last.text = last.text.trimEnd();
  return result;
}

function wrap(words: readonly Word[], first: number, rest: number): Piece[][] {
  const lines: Piece[][] = [];
  let line: Piece[] = [];
  let room = first;
  for (const word of words) {
    const fits = word.space + word.width <= room;
    if (fits || line.length === 0) {
      if (line.length > 0) line.push(space(word, line));
    } else {
      lines.push(line);
      line = [];
      room = rest;
    }
    if (fits) room -= word.space;
    for (const piece of word.pieces) {
      let left = piece.text;
      // Only a word longer than a whole line is broken.
      while (columns(left) > room) {
        const head = beginning(left, Math.max(1, room)) || left;
        if (head !== '') line.push({ paint: piece.paint, text: head });
        left = left.slice(head.length);
        lines.push(line);
        line = [];
        room = rest;
      }
      line.push({ paint: piece.paint, text: left });
      room -= columns(left);
    }
  }
  lines.push(line);
  return lines;
}

/** The spaces before a word, painted like what stands on both sides of them. */
function space(word: Word, line: readonly Piece[]): Piece {
  const before = line.at(-1)?.paint;
  const after = word.pieces[0]?.paint;
  return { paint: before !== undefined && before === after ? before : 'plain', text: ' '.repeat(word.space) };
}

function toWords(pieces: readonly Piece[], glued: boolean): Word[] {
  const words: Word[] = [];
  let spaces = 0;
  let open: Word | undefined;
  for (const { paint, text } of pieces) {
    for (const part of text.split(glued ? /^( +)/ : /( +)/)) {
      if (part === '') continue;
      if (/^ +$/.test(part)) {
        spaces += part.length;
        open = undefined;
        continue;
      }
      if (open === undefined) {
        open = { pieces: [], width: 0, space: spaces };
        words.push(open);
        spaces = 0;
      }
      open.pieces.push({ paint, text: part });
      open.width += columns(part);
    }
  }
  return words;
}

import { ESCAPE_KINDS } from './unescape.ts';

/** Secrets are looked for in pieces of this many bytes: every run of at least as many is made of such pieces. */
export const GRAM = 8;

/** One way to write a secret, as bytes to look for; the case of ASCII letters does not count. */
export interface Spelling {
  /** Whose it is: an index into the list of secrets. */
  owner: number;
  bytes: Uint8Array;
  /** The shortest run of it that counts as a part of the secret; at least `GRAM`. */
  shortest: number;
  /** What its runs prove, in order of `from`. */
  proof: readonly Proof[];
}

/** From one gram of a spelling on: how long a run that ends there must be to prove that the secret was there. */
export interface Proof {
  from: number;
  /** 0 for never: what stands there is common to many secrets. */
  length: number;
}

/** Said of bytes that hold a word long enough to be a secret that was encoded before it was encoded in base64. */
export const LONG_WORD = 256;
/** A word of so many letters, of either alphabet of base64. */
export const LONG_WORD_LENGTH = 16;

export interface GramIndex {
  /**
   * Finds every run of every spelling.
   *
   * @param run called with each, `to` being exclusive; runs of one owner come in order and do not overlap
   * @param proven called with the owner of a run that proves that its secret was there
   * @returns the kinds of escapes that the bytes may hold, and `LONG_WORD` when there is one
   */
  scan(
    bytes: Uint8Array,
    run: (owner: number, from: number, to: number) => void,
    proven: (owner: number) => void,
  ): number;
}

const NEVER = 0x7fffffff;

/** A letter and its other case are the same byte. */
const FOLDED: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);

/**
 * A number for each byte, well mixed. A gram's hash is the sum of its bytes' numbers, each shifted four bits further
 * than the next: after eight bytes a number has left the 32 bits, so that one shift and one sum move the window on.
 */
const MIXED: Int32Array = Int32Array.from({ length: 256 }, (_, byte) => {
  let mixed = Math.imul((FOLDED[byte] ?? 0) + 0x51, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
});

/** All bits for the letters of both alphabets of base64, none for any other byte. */
const IN_WORD: Int32Array = Int32Array.from({ length: 256 }, (_, byte) =>
  /[\w+/-]/.test(String.fromCharCode(byte)) ? -1 : 0,
);

/**
 * Builds the index of all grams of all spellings; its size and the time for it grow with their length only.
 *
 * @param options.owners how many owners there are
 * @param options.ordinary a text that is no secret: what stands in it proves nothing but as a part of all of a secret,
 *   and is only found beside a gram that does not
 * @param options.isOrdinary whether that may be so for an owner
 */
export function createGramIndex(
  spellings: readonly Spelling[],
  options: { owners: number; ordinary: Uint8Array; isOrdinary: (owner: number) => boolean },
): GramIndex {
  const { owners, ordinary, isOrdinary } = options;
  const total = spellings.reduce((sum, { bytes }) => sum + Math.max(0, bytes.length - GRAM + 1), 0);
  const bits = Math.max(12, Math.ceil(Math.log2(total * 16 + 1)));
  const filterShift = 32 - Math.min(bits, 24);
  const filter = new Uint32Array(2 ** (32 - filterShift - 5));
  const tableBits = Math.max(4, Math.ceil(Math.log2(total * 2 + 1)));
  const tableMask = 2 ** tableBits - 1;
  const table = new Int32Array(2 ** tableBits);

  // Entry 0 is none, so that an empty place of the table is 0.
  const text = new Uint8Array(spellings.reduce((sum, { bytes }) => sum + bytes.length, 0));
  const gramAt = new Int32Array(total + 1);
  const gramHash = new Int32Array(total + 1);
  const gramOwner = new Int32Array(total + 1);
  const gramShortest = new Int32Array(total + 1);
  const gramProof = new Int32Array(total + 1);
  // Where a spelling ends: of how many grams all of it is.
  const gramWhole = new Int32Array(total + 1);
  let entries = 0;

  const slotOf = (hash: number) => Math.imul(hash ^ (hash >>> 16), 0x9e3779b1) >>> (32 - tableBits);
  const same = (bytes: Uint8Array, at: number, gram: number) => {
    for (let index = 0; index < GRAM; index++) {
      if (FOLDED[bytes[at + index] as number] !== text[gram + index]) return false;
    }
    return true;
  };

  let base = 0;
  const add = (spelling: Spelling, at: number, hash: number, proof: number) => {
    const shortest = spelling.shortest - GRAM + 1;
    const whole = at === base + spelling.bytes.length - GRAM ? at - base + 1 : NEVER;
    let slot = slotOf(hash) & tableMask;
    for (let entry = table[slot] as number; entry !== 0; entry = table[slot] as number) {
      if (
        gramHash[entry] === hash &&
        gramOwner[entry] === spelling.owner &&
        same(text, at, gramAt[entry] as number)
      ) {
        gramShortest[entry] = Math.min(gramShortest[entry] as number, shortest);
        gramProof[entry] = Math.max(gramProof[entry] as number, proof);
        gramWhole[entry] = Math.min(gramWhole[entry] as number, whole);
        return;
      }
      slot = (slot + 1) & tableMask;
    }
    entries++;
    table[slot] = entries;
    gramAt[entries] = at;
    gramHash[entries] = hash;
    gramOwner[entries] = spelling.owner;
    gramShortest[entries] = shortest;
    gramProof[entries] = proof;
    gramWhole[entries] = whole;
    const bit = hash >>> filterShift;
    filter[bit >>> 5] = (filter[bit >>> 5] as number) | (1 << (bit & 31));
  };

  for (const spelling of spellings) {
    const proofs = spelling.proof;
    let part = -1;
    let proof = NEVER;
    let hash = 0;
    for (let index = 0; index < spelling.bytes.length; index++) {
      const byte = FOLDED[spelling.bytes[index] as number] as number;
      text[base + index] = byte;
      hash = ((hash << 4) + (MIXED[byte] as number)) | 0;
      const offset = index - GRAM + 1;
      if (offset < 0) continue;
      for (let next = proofs[part + 1]; next !== undefined && next.from <= offset; next = proofs[part + 1]) {
        part++;
        proof = next.length === 0 ? NEVER : Math.max(1, next.length - GRAM + 1);
      }
      add(spelling, base + offset, hash, proof);
    }
    base += spelling.bytes.length;
  }

  let passing = 0;
  for (let index = 0; index < ordinary.length; index++) {
    passing = ((passing << 4) + (MIXED[ordinary[index] as number] as number)) | 0;
    const bit = passing >>> filterShift;
    if (((filter[bit >>> 5] as number) & (1 << (bit & 31))) === 0 || index < GRAM - 1) continue;
    let slot = slotOf(passing) & tableMask;
    for (let entry = table[slot] as number; entry !== 0; entry = table[slot] as number) {
      if (
        gramHash[entry] === passing &&
        isOrdinary(gramOwner[entry] as number) &&
        same(ordinary, index - GRAM + 1, gramAt[entry] as number)
      ) {
        gramShortest[entry] = NEVER;
        gramProof[entry] = NEVER;
      }
      slot = (slot + 1) & tableMask;
    }
  }

  // For each owner: where its last gram was, how many came in a row up to it, how many of them prove something, and
  // the run that is not reported yet.
  const last = new Int32Array(owners);
  const row = new Int32Array(owners);
  const proving = new Int32Array(owners);
  const pendingFrom = new Int32Array(owners);
  const pendingTo = new Int32Array(owners);

  return {
    scan(bytes, run, proven) {
      last.fill(-2);
      pendingTo.fill(-1);
      let any = false;

      const meet = (at: number, hash: number) => {
        let slot = slotOf(hash) & tableMask;
        for (let entry = table[slot] as number; entry !== 0; entry = table[slot] as number) {
          if (gramHash[entry] === hash && same(bytes, at, gramAt[entry] as number)) note(entry, at);
          slot = (slot + 1) & tableMask;
        }
      };
      const note = (entry: number, at: number) => {
        any = true;
        const owner = gramOwner[entry] as number;
        const follows = last[owner] === at - 1;
        const inRow = follows ? (row[owner] as number) + 1 : 1;
        last[owner] = at;
        row[owner] = inRow;
        const proof = gramProof[entry] as number;
        const proofs = proof === NEVER ? 0 : follows ? (proving[owner] as number) + 1 : 1;
        proving[owner] = proofs;
        if (proofs >= proof || inRow >= (gramWhole[entry] as number)) proven(owner);
        const goesOn = follows && pendingTo[owner] === at - 1 + GRAM;
        if (!goesOn && inRow < (gramShortest[entry] as number)) return;
        const from = at - inRow + 1;
        if (from > (pendingTo[owner] as number)) {
          if ((pendingTo[owner] as number) >= 0)
            run(owner, pendingFrom[owner] as number, pendingTo[owner] as number);
          pendingFrom[owner] = from;
        }
        pendingTo[owner] = at + GRAM;
      };

      let kinds = 0;
      let hash = 0;
      let word = 0;
      let longest = 0;
      for (let index = 0; index < bytes.length; index++) {
        const byte = bytes[index] as number;
        word = (word + 1) & (IN_WORD[byte] as number);
        if (word > longest) longest = word;
        kinds |= ESCAPE_KINDS[byte] as number;
        hash = ((hash << 4) + (MIXED[byte] as number)) | 0;
        const bit = hash >>> filterShift;
        if (((filter[bit >>> 5] as number) & (1 << (bit & 31))) !== 0 && index >= GRAM - 1) {
          meet(index - GRAM + 1, hash);
        }
      }
      if (any) {
        for (let owner = 0; owner < owners; owner++) {
          const to = pendingTo[owner] as number;
          if (to >= 0) run(owner, pendingFrom[owner] as number, to);
        }
      }
      return longest < LONG_WORD_LENGTH ? kinds : kinds | LONG_WORD;
    },
  };
}

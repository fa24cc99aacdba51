/** The SHA-1 digest of bytes (RFC 3174), 20 bytes. Names need it; nothing here is kept secret. */
export function sha1(bytes: Uint8Array): Uint8Array {
  let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const padded = pad(bytes);
  for (let at = 0; at < padded.byteLength; at += 64) state = addBlock(state, padded, at);
  const digest = new DataView(new ArrayBuffer(20));
  for (const [index, word] of state.entries()) digest.setUint32(index * 4, word);
  return new Uint8Array(digest.buffer);
}

type State = readonly [number, number, number, number, number];

/** Whole blocks: the bytes, one set bit, zeros, and the count of bits. */
function pad(bytes: Uint8Array): DataView {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  return view;
}

function addBlock(state: State, block: DataView, at: number): State {
  const words: number[] = [];
  for (let i = 0; i < 80; i += 1) {
    const back = (distance: number): number => words[i - distance] ?? 0;
    const mixed = back(3) ^ back(8) ^ back(14) ^ back(16);
    words.push(i < 16 ? block.getUint32(at + i * 4) : rotate(mixed, 1));
  }
  let [a, b, c, d, e] = state;
  for (const [i, word] of words.entries()) {
    const [choice, constant] = roundOf(i, b, c, d);
    const next = (rotate(a, 5) + choice + e + constant + word) | 0;
    [a, b, c, d, e] = [next, a, rotate(b, 30), c, d];
  }
  return [state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e];
}

function roundOf(i: number, b: number, c: number, d: number): readonly [number, number] {
  if (i < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (i < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (i < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}

function rotate(word: number, count: number): number {
  return (word << count) | (word >>> (32 - count));
}

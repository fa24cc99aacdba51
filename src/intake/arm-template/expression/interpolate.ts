import { createUnknown, isUnknown, type Unknown } from "../../../arm/index.ts";
import { ExpressionFault } from "./fault.ts";
import { maxTextLength } from "./limits.ts";
import { type IsSecret, shorten, show } from "./source.ts";

/** A piece of a text: known, or unknown. */
export type Piece = string | Unknown;

// What an unknown text was put together from, so that `concat('a', concat('b', x))` and
// `format('ab{0}', x)` are the same text, as the same name may be written either way.
const piecesOf = new WeakMap<Unknown, readonly Piece[]>();

/** Puts a text together; it is unknown when a piece is. */
export function interpolate(pieces: readonly Piece[], isSecret: IsSecret): Piece {
  const joined = joinPieces(pieces);
  const [first = ""] = joined;
  if (joined.length <= 1) return first;
  const unknown = createUnknown(
    shorten(`concat(${joined.map((piece) => show(piece, isSecret)).join(", ")})`),
  );
  piecesOf.set(unknown, joined);
  return unknown;
}

/** Opens up pieces that were put together, and joins neighbors that are known. */
function joinPieces(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  let length = 0;
  const flat = pieces.flatMap((piece) =>
    isUnknown(piece) ? (piecesOf.get(piece) ?? [piece]) : [piece],
  );
  for (const piece of flat) {
    if (piece === "") continue;
    const last = joined.at(-1);
    if (typeof piece === "string" && typeof last === "string")
      joined[joined.length - 1] = last + piece;
    else joined.push(piece);
    if (typeof piece === "string") length += piece.length;
    if (length > maxTextLength)
      throw new ExpressionFault(`a text exceeds ${maxTextLength} characters`);
  }
  return joined;
}

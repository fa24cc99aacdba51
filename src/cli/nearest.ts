/**
 * Gives the candidates that a mistyped word most likely means, the likeliest first, at most
 * `count`. Case counts little, and a word that begins or contains the typed one is near. Empty:
 * nothing is near.
 */
export function findNearest(
  word: string,
  candidates: Iterable<string>,
  count = 3,
): readonly string[] {
  const wanted = word.toLowerCase();
  if (wanted === "") return [];
  const near = [...new Set(candidates)].flatMap((candidate) => {
    const cost = costOf(wanted, candidate.toLowerCase());
    return cost === undefined ? [] : [{ candidate, cost }];
  });
  near.sort((a, b) => a.cost - b.cost || (a.candidate < b.candidate ? -1 : 1));
  // What is far more wrong than the best only makes the question longer.
  const limit = 2 * (near[0]?.cost ?? 0) + 1;
  return near
    .filter(({ cost }) => cost <= limit)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Asks whether one of the nearest candidates was meant; empty when nothing is near. */
export function suggest(word: string, candidates: Iterable<string>): string {
  const nearest = findNearest(word, candidates).map((candidate) => `'${candidate}'`);
  const last = nearest.at(-1);
  if (last === undefined) return "";
  const others = nearest.slice(0, -1).join(", ");
  return `Did you mean ${others === "" ? last : `${others} or ${last}`}?`;
}

function costOf(wanted: string, candidate: string): number | undefined {
  const limit = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) * 0.4));
  const distance = distanceBetween(wanted, candidate, limit);
  if (distance <= limit) return distance;
  // A part of a long name, such as a NIC's name without its prefix.
  return wanted.length >= 3 && candidate.includes(wanted) ? limit + 1 : undefined;
}

/** Counts the edits between two words, swaps of neighbors as one; stops early above `limit`. */
function distanceBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const edits = [
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
      ];
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap && row > 1 && column > 1) edits.push(at(beforeLast, column - 2) + 1);
      current.push(Math.min(...edits));
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}

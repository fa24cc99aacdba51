/**
 * document: the values of files that people write for trueroute itself, read field by field.
 *
 * Takes a value that was parsed already; gives its fields in the kinds that they must have, and a
 * mistake with its JSON pointer for each that has not. Invariant: nothing throws on any value, and
 * every mistake of a document is found, not only the first. Imports nothing. Does not know files,
 * lines, or what a document is about.
 */
export {
  booleanAt,
  choicesAt,
  type Fields,
  fieldsAt,
  itemsAt,
  type Mistake,
  mistakeAt,
  type Spot,
  textAt,
  textsAt,
} from "./field.ts";

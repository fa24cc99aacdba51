/** Thrown when a template asks for more work than any real one; what was made until then is kept. */
export class Exhausted extends Error {
  override readonly name = "Exhausted";
}

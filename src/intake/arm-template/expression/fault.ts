/** Why an expression has no value. Thrown inside this folder and caught where a value is needed. */
export class ExpressionFault extends Error {
  override readonly name = "ExpressionFault";
}

/** Azure's own limit of an expression. */
export const maxExpressionLength = 24_576;

/** Azure's own limit of a text that a function makes. */
export const maxTextLength = 131_072;

/** Azure's own limit of `range`. */
export const maxRange = 10_000;

/** How deep calls may stand in each other, and how long a chain of members may be. */
export const maxExpressionDepth = 100;

/** How deep a value may nest: as deep as JSON that is read. */
export const maxValueDepth = 200;

/** Size of one value, in characters of its texts and members: Azure's limit of a template. */
export const maxValueSize = 4_194_304;

/** How many calls one expression may make, lambdas included. */
export const maxCalls = 1_000_000;

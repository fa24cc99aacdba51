/** No body of Azure's stands deeper; what does would only exhaust the stack. */
const deepest = 100;

/** Says why a text stands too deep; `undefined` when it does not. Cost: linear in the text. */
export function checkDepth(text: string): string | undefined {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isInText) {
      if (code === backslash) index += 1;
      else if (code === quote) isInText = false;
    } else if (code === quote) isInText = true;
    else if (code === openBrace || code === openBracket) {
      depth += 1;
      if (depth > deepest)
        return `The JSON stands deeper than ${deepest} levels, at character ${index}.`;
    } else if (code === closeBrace || code === closeBracket) depth -= 1;
  }
  return undefined;
}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

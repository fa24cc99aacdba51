const paint = (color: number, text: string): string => `\u001b[${color}m${text}\u001b[0m`;

const keyColor = 34;
const stringColor = 32;
const wordColor = 36;

/**
 * Colors JSON text: keys, strings, and the words and numbers. Without the colors it is the same
 * text.
 */
export function colorJson(json: string): string {
  const tokens = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\b\d[\d.eE+-]*/g;
  return json.replaceAll(tokens, (token: string, text?: string, colon?: string) => {
    if (text === undefined) return paint(wordColor, token);
    return colon === undefined ? paint(stringColor, text) : paint(keyColor, text) + colon;
  });
}

/** Colors the keys of YAML text. */
export function colorYaml(yaml: string): string {
  return yaml.replaceAll(
    /^(\s*(?:- )*)([\w.$-]+|"[^"]*")(?=:(?:\s|$))/gm,
    (_, start: string, key: string) => start + paint(keyColor, key),
  );
}

/** Columns of a terminal that nobody made wider. */
const WIDTH = 80;

/** Columns of the names of values; leaves room for a SHA-256 in hexadecimal. */
const LABEL_WIDTH = 10;

/** A named value, indented. */
export function row(label: string, value: string): string {
  return `  ${label.padEnd(LABEL_WIDTH)}  ${value}`;
}

/** Breaks a sentence at spaces; further lines are indented like the first one's text. A word that is longer stays whole. */
export function wrap(text: string, prefix = ''): string {
  const [first, ...words] = text.split(' ');
  const lines: string[] = [];
  let line = prefix + first;
  for (const word of words) {
    if (line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = ' '.repeat(prefix.length) + word;
    } else line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}

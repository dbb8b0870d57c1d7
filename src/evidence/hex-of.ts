/** Whether a text is the lower-case hexadecimal form of these bytes; makes no string, as a log has millions to compare. */
export function isHexOf(text: string, bytes: Uint8Array): boolean {
  if (text.length !== 2 * bytes.length) return false;
  for (let i = 0; i < bytes.length; i++) {
    if (digitCode(bytes[i] >> 4) !== text.charCodeAt(2 * i) || digitCode(bytes[i] & 15) !== text.charCodeAt(2 * i + 1))
      return false;
  }
  return true;
}

/** The character code of a hexadecimal digit: `0`..`9` are 48..57, `a`..`f` are 97..102. */
function digitCode(value: number): number {
  return value < 10 ? 48 + value : 87 + value;
}

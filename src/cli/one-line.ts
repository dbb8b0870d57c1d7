/** Keeps a file's name on its line: a name that holds an end of line could pass for lines of the result. */
export function oneLine(name: string): string {
  return name.replaceAll('\n', '\ufffd');
}

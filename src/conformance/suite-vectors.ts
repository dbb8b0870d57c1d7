/** What one reference gives for many pictures. */
export interface SuiteVectors {
  /** The reference and its version. */
  readonly reference: string;
  /** What is compared, joined by `, `. */
  readonly columns: string;
  /** The values of each picture in the order of the columns, joined by spaces; `-` where nothing was asked. */
  readonly rows: Readonly<Record<string, string>>;
}

/**
 * Something worth telling a person, as data: a stable code and the values that its sentence needs.
 *
 * Core code makes notes; only the report words them, so the sentence can be translated and the code matched on.
 */
export interface Note {
  /** Stable, kebab-case, prefixed by the part that speaks: `jpeg-trailing-data`, `ela-high-detail`. */
  readonly code: string;
  readonly params: Readonly<Record<string, NoteValue>>;
}

/** A value inside a note: plain, JSON-safe. */
export type NoteValue = string | number | boolean;

/** Makes a note. */
export function note(code: string, params: Readonly<Record<string, NoteValue>> = {}): Note {
  return { code, params };
}

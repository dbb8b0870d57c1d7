export { note } from './note.ts';
export type { Note, NoteValue } from './note.ts';

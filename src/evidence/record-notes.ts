import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';
import type { RecordProblem } from './read-record.ts';

/** What is wrong with a record that was handed over by itself. */
export function recordNote({ problem, field }: RecordProblem): Note {
  switch (problem) {
    case 'unknown-schema':
      return note('evidence-record-schema', { schema: field });
    case 'wrong-field':
      return note('evidence-record-field', { field });
    case 'no-json':
    case 'not-canonical':
      return note('evidence-record-form', { problem });
  }
}

/** What is wrong with the record in a row of a store. */
export function rowNote({ problem, field }: RecordProblem, row: number): Note {
  switch (problem) {
    case 'unknown-schema':
      return note('evidence-row-schema', { row, schema: field });
    case 'wrong-field':
      return note('evidence-row-field', { row, field });
    case 'no-json':
    case 'not-canonical':
      return note('evidence-row-form', { row, problem });
  }
}

/** What is bound to a statement. Whole numbers beyond 2^53 go as text; columns turn them into integers. */
export type SqliteInput = string | number | null;

/** A row by the names of its columns. Text, numbers, `null`, and bytes where the query asks for a BLOB. */
export type SqliteRow = Readonly<Record<string, unknown>>;

/** A prepared statement. */
export interface SqliteStatement {
  run(values: readonly SqliteInput[]): void;
  all(values: readonly SqliteInput[]): SqliteRow[];
  /** Frees it; nothing may be called afterwards. */
  finalize(): void;
}

/** An open database, synchronous. Errors carry SQLite's own English messages. */
export interface SqliteDatabase {
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}

/** A binding of SQLite. */
export interface SqliteDriver {
  readonly name: string;
  /**
   * Whether it shares a file with other processes by the locks that SQLite itself uses. One that does not may only be at a file alone.
   */
  readonly sharesFiles: boolean;
  /** Opens a file, creating it unless it is opened to be read. */
  open(path: string, access: 'read' | 'write'): SqliteDatabase;
}

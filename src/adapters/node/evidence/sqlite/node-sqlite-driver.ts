import type { SqliteDriver, SqliteInput, SqliteRow } from './driver.ts';

/** What is used of the module `node:sqlite`. */
export interface NodeSqlite {
  readonly DatabaseSync: new (
    path: string,
    options?: { readOnly?: boolean },
  ) => {
    exec(sql: string): void;
    prepare(sql: string): { run(...values: SqliteInput[]): unknown; all(...values: SqliteInput[]): unknown[] };
    close(): void;
  };
}

/**
 * Uses `node:sqlite`, which Node.js brings from 22.13 on.
 *
 * @param sqlite - The module.
 */
export function nodeSqliteDriver({ DatabaseSync }: NodeSqlite): SqliteDriver {
  return {
    name: 'node:sqlite',
    sharesFiles: true,
    open(path, access) {
      const database = new DatabaseSync(path, { readOnly: access === 'read' });
      return {
        exec: (sql) => database.exec(sql),
        prepare(sql) {
          const statement = database.prepare(sql);
          return {
            run: (values) => void statement.run(...values),
            all: (values) => statement.all(...values) as SqliteRow[],
            // Freed with the object.
            finalize: () => undefined,
          };
        },
        close: () => database.close(),
      };
    },
  };
}

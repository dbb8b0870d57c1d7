import type { SqliteDriver, SqliteInput, SqliteRow } from './driver.ts';

/** What is used of the class that `better-sqlite3` exports. */
export type BetterSqlite3 = new (
  path: string,
  options?: { readonly?: boolean; fileMustExist?: boolean },
) => {
  exec(sql: string): unknown;
  prepare(sql: string): { run(...values: SqliteInput[]): unknown; all(...values: SqliteInput[]): unknown[] };
  close(): unknown;
};

/**
 * Uses `better-sqlite3`: SQLite as a native module, the fastest of the three.
 *
 * @param Database - The package's default export, for who would rather import it than have it looked for.
 */
export function betterSqlite3Driver(Database: BetterSqlite3): SqliteDriver {
  return {
    name: 'better-sqlite3',
    sharesFiles: true,
    open(path, access) {
      const database = new Database(path, access === 'read' ? { readonly: true, fileMustExist: true } : {});
      return {
        exec: (sql) => void database.exec(sql),
        prepare(sql) {
          const statement = database.prepare(sql);
          return {
            run: (values) => void statement.run(...values),
            all: (values) => statement.all(...values) as SqliteRow[],
            // Freed with the object.
            finalize: () => undefined,
          };
        },
        close: () => void database.close(),
      };
    },
  };
}

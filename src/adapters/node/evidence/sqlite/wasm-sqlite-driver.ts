import type { SqliteDriver, SqliteInput, SqliteRow, SqliteStatement } from './driver.ts';

/** What is used of a prepared statement of `node-sqlite3-wasm`. */
export interface WasmStatement {
  run(values: SqliteInput[]): unknown;
  all(values: SqliteInput[]): unknown[];
  finalize(): void;
}

/** What is used of the module `node-sqlite3-wasm`. */
export interface WasmSqlite {
  readonly Database: new (
    path: string,
    options?: { readOnly?: boolean },
  ) => {
    exec(sql: string): void;
    prepare(sql: string): WasmStatement;
    close(): void;
  };
}

/**
 * Uses `node-sqlite3-wasm`: SQLite as WebAssembly, for where nothing native can be built.
 *
 * It locks by making a folder `<path>.lock`, which other bindings do not look at, and has no shared memory; so the file is held alone
 * from opening to closing. A full disk is an I/O error to it, so an append is refused as `failed`, not as `full`.
 *
 * @param sqlite - The module.
 */
export function wasmSqliteDriver({ Database }: WasmSqlite): SqliteDriver {
  return {
    name: 'node-sqlite3-wasm',
    sharesFiles: false,
    open(path, access) {
      const database = new Database(path, { readOnly: access === 'read' });
      return {
        exec: (sql) => database.exec(sql),
        prepare: (sql) => lastingStatement(() => database.prepare(sql)),
        close: () => database.close(),
      };
    },
  };
}

/** A statement that can be used again after an error, which one of this binding cannot. */
function lastingStatement(prepare: () => WasmStatement): SqliteStatement {
  let statement: WasmStatement | undefined = prepare();
  const drop = () => {
    try {
      statement?.finalize();
    } catch {
      // It repeats the statement's last error, which the caller has.
    }
    statement = undefined;
  };
  const use = <Result>(work: (statement: WasmStatement) => Result): Result => {
    try {
      return work((statement ??= prepare()));
    } catch (error) {
      drop();
      throw error;
    }
  };
  return {
    run: (values) => void use((prepared) => prepared.run([...values])),
    all: (values) => use((prepared) => prepared.all([...values])) as SqliteRow[],
    finalize: drop,
  };
}

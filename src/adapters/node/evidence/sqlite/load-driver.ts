import { EvidenceStoreError } from '../../../../evidence/index.ts';
import { betterSqlite3Driver } from './better-sqlite3-driver.ts';
import type { BetterSqlite3 } from './better-sqlite3-driver.ts';
import type { SqliteDriver } from './driver.ts';
import { nodeSqliteDriver } from './node-sqlite-driver.ts';
import type { NodeSqlite } from './node-sqlite-driver.ts';
import { wasmSqliteDriver } from './wasm-sqlite-driver.ts';
import type { WasmSqlite } from './wasm-sqlite-driver.ts';

/** The bindings of SQLite that are looked for, best first. */
export const SQLITE_DRIVERS = ['better-sqlite3', 'node:sqlite', 'node-sqlite3-wasm'] as const;

/** The name of a binding of SQLite. */
export type SqliteDriverName = (typeof SQLITE_DRIVERS)[number];

const DRIVER_OF: Readonly<Record<SqliteDriverName, (module: unknown) => SqliteDriver>> = {
  'better-sqlite3': (module) => betterSqlite3Driver(defaultOf(module) as BetterSqlite3),
  'node:sqlite': (module) => nodeSqliteDriver(module as NodeSqlite),
  'node-sqlite3-wasm': (module) => wasmSqliteDriver(defaultOf(module) as WasmSqlite),
};

/**
 * Finds a binding of SQLite: the one that is named, or the first that works.
 *
 * @param importModule - How modules are imported.
 * @throws {EvidenceStoreError} `failed`: there is none; the message says what to install.
 */
export async function loadSqliteDriver(
  name?: SqliteDriverName,
  importModule: (name: string) => Promise<unknown> = importByName,
): Promise<SqliteDriver> {
  const reasons: string[] = [];
  let cause: unknown;
  for (const candidate of name === undefined ? SQLITE_DRIVERS : [name]) {
    try {
      const driver = DRIVER_OF[candidate](await importModule(candidate));
      // A native module may be there without having been built, which shows only now.
      driver.open(':memory:', 'write').close();
      return driver;
    } catch (error) {
      cause ??= error;
      reasons.push(`${candidate}: ${firstLine(error)}`);
    }
  }
  const advice =
    'npm install better-sqlite3, or node-sqlite3-wasm where nothing native can be built, or use Node.js 22.13 or newer';
  throw new EvidenceStoreError('failed', `no SQLite was found (${reasons.join('; ')}): ${advice}`, cause);
}

/** By a name that bundlers do not see: these packages are optional. */
function importByName(name: string): Promise<unknown> {
  return import(name) as Promise<unknown>;
}

function defaultOf(module: unknown): unknown {
  return (module as { default?: unknown }).default ?? module;
}

function firstLine(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0] : String(error);
}

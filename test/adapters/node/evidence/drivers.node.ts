import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { betterSqlite3Driver, nodeSqliteDriver, wasmSqliteDriver } from '../../../../src/adapters/node/evidence/index.ts';
import type { BetterSqlite3, NodeSqlite, SqliteDriver, WasmSqlite } from '../../../../src/adapters/node/evidence/index.ts';

/** The repository's root, for a file three folders below it, or as it was handed on. */
export const ROOT = process.env['TAMPERLENS_ROOT'] ?? fileURLToPath(new URL('../../../..', import.meta.url));

/**
 * The bindings of SQLite that are there. `better-sqlite3` needs `npm ci --prefix test/peers`, `node:sqlite` a newer Node.js; what is missing
 * is said.
 */
export function presentDrivers(say: (line: string) => void = console.log): SqliteDriver[] {
  const makers: readonly (readonly [string, () => SqliteDriver])[] = [
    ['better-sqlite3', () => betterSqlite3Driver(required('test/peers/', 'better-sqlite3') as BetterSqlite3)],
    ['node:sqlite', () => nodeSqliteDriver(required('', 'node:sqlite') as NodeSqlite)],
    ['node-sqlite3-wasm', () => wasmSqliteDriver(required('', 'node-sqlite3-wasm') as WasmSqlite)],
  ];
  return makers.flatMap(([name, make]) => {
    try {
      const driver = make();
      driver.open(':memory:', 'write').close();
      return [driver];
    } catch {
      say(`${name}: skipped: it is not there`);
      return [];
    }
  });
}

function required(folder: string, name: string): unknown {
  return createRequire(`${ROOT}/${folder}package.json`)(name) as unknown;
}

import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { analyze } from '../../analysis/index.ts';
import type { Analysis, AnalyzeOptions } from '../../analysis/index.ts';
import { examinedNow } from './examined-now.ts';
import { nodeInflate } from './node-inflate.ts';
import { readImageFile } from './read-image-file.ts';

/**
 * Reads a file and analyzes it, with the platform's clock and with turns for its timers, so that `timeoutMs` and an
 * `AbortSignal` work.
 *
 * @param path - The file.
 * @param options - As for `analyze`.
 * @throws {ForensicsError} As `analyze`.
 * @throws {Error} The file system's own error, for example `ENOENT`.
 */
export async function analyzeFile(path: string, options: Partial<AnalyzeOptions> = {}): Promise<Analysis> {
  const bytes = await readImageFile(path, options.limits?.maximumBytes);
  const detectorOptions = examinedNow(options.detectors, options.detectorOptions ?? {});
  return analyze(bytes, { name: basename(path), ...nodeHost(), ...options, detectorOptions });
}

/** What the host gives to `analyze`: its name, a clock, turns for other work, and its zlib. */
export function nodeHost(): Required<Pick<AnalyzeOptions, 'runtime' | 'now' | 'pause' | 'inflate'>> {
  return { runtime: `node ${process.version}`, now: () => performance.now(), pause: () => setImmediate(), inflate: nodeInflate };
}

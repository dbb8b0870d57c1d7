import type { Report } from './model.ts';

/**
 * Writes a report as JSON: the same bytes for the same report everywhere, indented by two spaces, ending with a line feed.
 *
 * @example
 * ```ts
 * import { analyze } from 'tamperlens';
 * import { toJson } from 'tamperlens/report';
 *
 * const { report } = await analyze({ data: new Uint8Array(64 * 64 * 3), width: 64, height: 64 });
 * JSON.parse(toJson(report)).schemaVersion; // 1
 * ```
 */
export function toJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

import type { Report, ReportedFinding } from './model.ts';

/** Columns that text is wrapped at. */
const WIDTH = 100;

/**
 * Writes a report as a short plain text for a person: the answer first, then why, then what was measured and what was not.
 *
 * @example
 * ```ts
 * import { analyze } from 'tamperlens';
 * import { toText } from 'tamperlens/report';
 *
 * const { report } = await analyze({ data: new Uint8Array(64 * 64 * 3), width: 64, height: 64 });
 * toText(report).includes('Not checked'); // true
 * ```
 */
export function toText(report: Report): string {
  const { file, verdict, findings } = report;
  const size = file.byteLength === null ? '' : `, ${file.byteLength} bytes`;
  const lines = [
    `${file.name ?? 'image'}  (${file.format}, ${file.width}×${file.height}${size})`,
    '',
    ...wrap(`${verdict.outcome.toUpperCase()}: ${verdict.summary}`, ''),
    ...section('Why', verdict.reasons),
    ...section('What to do', verdict.recommendations),
  ];
  if (file.notes.length > 0) lines.push(...section('The file', file.notes));
  lines.push('', 'Measured');
  for (const finding of Object.values(findings)) lines.push(...describeFinding(finding));
  lines.push(...section('Keep in mind', verdict.limits));
  return `${lines.join('\n')}\n`;
}

function section(title: string, notes: readonly { readonly text: string }[]): string[] {
  if (notes.length === 0) return [];
  return ['', title, ...notes.flatMap(({ text }) => wrap(text, '  - '))];
}

function describeFinding(finding: ReportedFinding): string[] {
  if (finding.status === 'failed') return wrap(`${finding.title}: failed, ${finding.error.message}`, '  - ');
  if (finding.status === 'not-applicable') return wrap(`${finding.title}: not applicable. ${finding.reason.text}`, '  - ');
  const { worthALookFrom } = finding;
  const threshold = worthALookFrom === undefined ? '' : ` (worth a look from ${shortNumber(worthALookFrom)})`;
  const regions = finding.regions.length === 0 ? '' : `; regions outlined: ${finding.regions.length}`;
  return [
    ...wrap(`${finding.title}: ${shortNumber(finding.statistic)}${threshold}${regions}`, '  - '),
    ...wrap(finding.quantity, '    '),
    ...finding.notes.flatMap(({ text }) => wrap(text, '    ')),
  ];
}

/** Three significant decimals at most; the JSON report has the full number. */
function shortNumber(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** Breaks a sentence at spaces; following lines are indented like the first one's text. */
function wrap(text: string, prefix: string): string[] {
  const indent = ' '.repeat(prefix.length);
  const lines: string[] = [];
  let line = prefix;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

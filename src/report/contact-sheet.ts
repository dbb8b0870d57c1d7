import { toBase64 } from '../bytes/index.ts';
import { resolveOptions } from '../errors/index.ts';
import { CONTACT_SHEET_STYLE } from './contact-sheet-style.ts';
import { wordRelation } from './duplicate-report.ts';
import type { DuplicateReport, ReportedDuplicate, ReportedGroup } from './duplicate-report.ts';

/** What a contact sheet shows beside the report. */
export interface ContactSheetOptions {
  /**
   * JPEG files by the path of the picture; files without one are shown by name.
   * @defaultValue none
   */
  readonly thumbnails: ReadonlyMap<string, Uint8Array>;
  /**
   * Where to find the pictures themselves, by path: URLs, relative ones as seen from the sheet. Files without one are not linked.
   * @defaultValue none
   */
  readonly links: ReadonlyMap<string, string>;
}

const DEFAULTS: ContactSheetOptions = { thumbnails: new Map(), links: new Map() };

/** Characters that would steer the reader's eye elsewhere: controls, and marks that turn the direction of writing. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Draws a report of duplicates as one HTML page: group by group, with thumbnails.
 *
 * The page has everything in it and needs no script; it opens from a disk, in light and dark, on a phone and on a wide screen. Names of
 * files are data: they cannot become markup, and its policy lets it load nothing.
 *
 * @param report - What `buildDuplicateReport` made.
 * @returns The page, the same for the same report and options.
 * @throws {TypeError} An option is unknown.
 *
 * @example
 * ```ts
 * import { buildDuplicateReport, renderContactSheet } from 'tamperlens/report';
 *
 * const parameters = { kind: 'pdq', bits: 256, distance: 31, minimumQuality: 50, turns: 'none', orient: 'exif' } as const;
 * renderContactSheet(buildDuplicateReport([], parameters)).includes('No two of the pictures look alike'); // true
 * ```
 */
export function renderContactSheet(report: DuplicateReport, options?: Partial<ContactSheetOptions>): string {
  const { thumbnails, links } = resolveOptions(DEFAULTS, options);
  const { groups, tooFlat, skippedFiles, failedFiles } = report;
  const common = commonFolder(groups.flatMap(({ files }) => files.map(({ path }) => path)));
  const sections = groups.map((group, i) => drawGroup(group, i + 1, { thumbnails, links, common }));
  const body = [
    '<header>',
    '<h1>Pictures that look alike</h1>',
    `<p class="summary">${summarize(report).map(escape).join(' <span class="dot">·</span> ')}</p>`,
    ...(common === '' ? [] : [`<p class="explanation">The files of the groups are in <bdi>${escape(common)}</bdi></p>`]),
    ...explain(report).map((sentence) => `<p class="explanation">${escape(sentence)}</p>`),
    '</header>',
    '<main>',
    ...(groups.length === 0 ? ['<p class="nothing">No two of the pictures look alike.</p>'] : sections),
    ...list(
      'Too flat to compare',
      'There is too little in these pictures for the hash: flat, tiny or blurred ones collide with others that look different. They were compared by their bytes and pixels alone.',
      tooFlat.map(({ path, quality }) => ({ path, remark: `quality ${Math.round(quality)}` })),
    ),
    ...list(
      'Could not be read',
      'Of these files only the bytes were compared, where there were any to be had.',
      failedFiles.map(({ path, reason }) => ({ path, remark: reason })),
    ),
    ...list(
      'Skipped',
      'These are no images, or no files.',
      skippedFiles.map(({ path, reason }) => ({ path, remark: reason })),
    ),
    '</main>',
    `<footer>tamperlens ${escape(report.tool.version)}</footer>`,
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`,
    '<meta name="color-scheme" content="light dark">',
    '<title>Pictures that look alike</title>',
    `<style>${CONTACT_SHEET_STYLE}</style>`,
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** The counts, those that are not zero. */
function summarize({ summary }: DuplicateReport): string[] {
  const { compared, groups, grouped, tooFlat, failed, skipped } = summary;
  const parts = [
    counted(compared, 'picture compared', 'pictures compared'),
    groups === 0 ? 'no groups' : `${counted(groups, 'group', 'groups')} of ${grouped} files`,
  ];
  if (tooFlat > 0) parts.push(`${tooFlat} too flat to compare`);
  if (failed > 0) parts.push(`${failed} could not be read`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  return parts;
}

function explain({ parameters }: DuplicateReport): string[] {
  const { kind, bits, distance, turns } = parameters;
  const turned = turns === 'all' ? ' Turned and mirrored pictures were compared as well.' : '';
  return [
    `Files are in one group when their bytes or pixels are the same, or when their ${kind} hashes differ in at most ${distance} of ${bits} bits, directly or by way of others in the group.${turned} The largest picture of each group comes first, and every distance is counted from it.`,
    'That says how pictures look. It does not say which was first, nor that one was made from another: two photographs of one scene can be this close, and a cropped or heavily edited copy can be farther away.',
  ];
}

interface SheetParts extends ContactSheetOptions {
  /** The folder that all files of groups are in: it is named once. */
  readonly common: string;
}

function drawGroup({ files, representative }: ReportedGroup, number: number, parts: SheetParts): string {
  return [
    `<section${files.length > 2 ? ' class="wide"' : ''} aria-labelledby="group-${number}">`,
    `<h2 id="group-${number}">Group ${number} <span class="count">${files.length} files</span></h2>`,
    '<ul class="sheet">',
    ...files.map((file) => drawFile(file, representative, parts)),
    '</ul>',
    '</section>',
  ].join('\n');
}

function drawFile(file: ReportedDuplicate, representative: string, { thumbnails, links, common }: SheetParts): string {
  const { path, width, height, byteLength, sameBytes, sameBytesAs, notes } = file;
  const folder = folderOf(path);
  const name = path.slice(folder.length);
  const thumbnail = thumbnails.get(path);
  const picture =
    thumbnail === undefined
      ? '<span class="absent">no picture</span>'
      : `<img src="data:image/jpeg;base64,${toBase64(thumbnail)}" alt="${escape(name)}" loading="lazy">`;
  const link = links.get(path);
  const frame =
    link === undefined ? `<div class="frame">${picture}</div>` : `<a class="frame" href="${escape(link)}">${picture}</a>`;
  const size = width === null || height === null ? 'unread' : `${width} × ${height}`;
  return [
    `<li${path === representative ? ' class="first"' : ''}>`,
    frame,
    `<p class="badges">${badges(file, representative)}</p>`,
    `<p class="name"><bdi>${escape(name)}</bdi></p>`,
    ...(folder === common ? [] : [`<p class="folder"><bdi>${escape(folder.slice(common.length))}</bdi></p>`]),
    `<p class="size"><span class="whole">${size}</span> <span class="dot">·</span> <span class="whole">${bytesText(byteLength)}</span></p>`,
    ...(sameBytes || sameBytesAs === null
      ? []
      : [`<p class="bytes">same bytes as <bdi>${escape(sameBytesAs.slice(common.length))}</bdi></p>`]),
    ...notes.map(({ text }) => `<p class="note">${escape(text)}</p>`),
    '</li>',
  ].join('\n');
}

function badges(file: ReportedDuplicate, representative: string): string {
  const relation = wordRelation(file, representative);
  const look =
    file.path === representative ? 'first' : file.sameBytes || file.samePixels ? 'same' : file.isBeyond ? 'beyond' : 'alike';
  return `<span class="badge ${look}">${escape(relation)}</span>`;
}

/** A path up to its last separator, which it includes. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** The longest folder that all paths begin with. */
function commonFolder(paths: readonly string[]): string {
  let common = paths.length === 0 ? '' : folderOf(paths[0]);
  for (const path of paths) {
    while (!path.startsWith(common)) common = folderOf(common.slice(0, -1));
  }
  return common;
}

interface ListedFile {
  readonly path: string;
  readonly remark: string;
}

function list(title: string, explanation: string, files: readonly ListedFile[]): string[] {
  if (files.length === 0) return [];
  const id = title.toLowerCase().replace(/ /g, '-');
  return [
    `<section class="list" aria-labelledby="${id}">`,
    `<h2 id="${id}">${escape(title)} <span class="count">${counted(files.length, 'file', 'files')}</span></h2>`,
    `<p class="explanation">${escape(explanation)}</p>`,
    '<details>',
    '<summary>Show them</summary>',
    '<ul>',
    ...files.map(({ path, remark }) => `<li><bdi>${escape(path)}</bdi> <span class="remark">${escape(remark)}</span></li>`),
    '</ul>',
    '</details>',
    '</section>',
  ];
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function bytesText(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte', 'bytes');
  return bytes < 999_950 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Makes text of what may hold anything: markup becomes characters, and what cannot be seen is shown as missing. */
function escape(text: string): string {
  return text.replace(INVISIBLE, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

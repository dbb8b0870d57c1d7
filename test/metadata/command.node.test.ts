import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { metadataCommand } from '../../src/cli/commands/metadata.ts';
import { Terminal } from '../../src/cli/terminal.ts';
import { cameraFile } from '../support/camera-file.ts';
import { ascii, latin1 } from '../support/exif-builder.ts';
import { concatBytes, joinJpeg, jpegSegment, MARKER, splitJpeg } from '../support/jpeg-parts.ts';

const folder = mkdtempSync(join(tmpdir(), 'tamperlens-metadata-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

class Recorder extends Terminal {
  readonly printed: string[] = [];
  readonly warned: string[] = [];
  override print(text: string): void {
    this.printed.push(text);
  }
  override warn(text: string): void {
    this.warned.push(text);
  }
}

let terminal = new Recorder();
beforeEach(() => {
  terminal = new Recorder();
});

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const comment = jpegSegment(0xfe, latin1('made   by\nhand'));
const edited = file(
  'edited.jpg',
  concatBytes([cameraFile({ ifd0: [ascii(0x0131, 'GIMP 2.10')] }, [], [comment]), latin1(`PK\x03\x04${'x'.repeat(99)}`)]),
);

describe('tamperlens metadata', () => {
  it('lists fields, blocks in file order and findings, each with its place', async () => {
    expect(await metadataCommand([edited], {}, terminal)).toBe(0);
    const [text] = terminal.printed;
    const lines = text.split('\n');
    expect(lines[0]).toBe(edited);
    expect(lines[1]).toBe('  jpeg 160×120');
    expect(text).toMatch(/^ {2}model +iPhone 5s {2}\(byte \d+\)$/m);
    expect(text).toMatch(/^ {2}taken +2016:04:09 12:30:15 {2}\(byte \d+\)$/m);
    expect(text).toMatch(/^ {2}private notes +Apple, 14 bytes {2}\(byte \d+\)$/m);
    expect(text).toMatch(/^ {2}thumbnail +80×60, \d+ bytes {2}\(byte \d+\)$/m);
    expect(text).toMatch(/^ {2}comment +made by hand {2}\(byte \d+\)$/m);
    const table = lines.slice(lines.indexOf('  offset    bytes     block') + 1);
    expect(table[0]).toMatch(/^ {2}2 +\d+ +APP1 +exif$/);
    expect(table[1]).toMatch(/^ {2}\d+ +\d+ +COM +comment$/);
    expect(table[2]).toMatch(/^ {2}\d+ +103 +behind the image zip$/);
    expect(text).toMatch(
      /^ {2}SW-EDITOR \(processing, weight 0.5\): The file names the software "GIMP 2.10" \(editor\)\. \[IFD0\.Software at \d+\]$/m,
    );
    expect(text).toContain('EOI-TRAIL (contradiction, weight 1.5)');
    expect(text).toContain('checked: SW-EDITOR, TS-ORDER, TS-FUTURE');
  });

  it('says that a position is stated, and not which', async () => {
    await metadataCommand([edited], {}, terminal);
    expect(terminal.printed[0]).toMatch(/^ {2}position +stated; not shown {2}\(byte \d+\)$/m);
    await metadataCommand([edited], { json: true }, terminal);
    for (const text of terminal.printed) expect(text).not.toMatch(/51\.5|0\.125|\[51,30|\[51,1\]/);
  });

  it('prints JSON that holds everything, worded', async () => {
    await metadataCommand([edited], { json: true }, terminal);
    const { path, metadata, consistency } = JSON.parse(terminal.printed[0]) as {
      path: string;
      metadata: { exif: { ifds: unknown[] }; normalized: { model: { value: string } } };
      consistency: { hits: { id: string; note: { text: string } }[]; checked: string[] };
    };
    expect([path, metadata.normalized.model.value, metadata.exif.ifds.length]).toEqual([edited, 'iPhone 5s', 4]);
    expect(consistency.hits.map(({ id }) => id)).toEqual(['SW-EDITOR', 'EOI-TRAIL']);
    expect(consistency.hits[0].note.text).toContain('GIMP 2.10');
  });

  it('goes on behind files that it cannot read, and says so', async () => {
    const gif = file('small.gif', latin1('GIF89a\x01\0\x01\0\0\0\0;'));
    const cut = file('cut.jpg', cameraFile().subarray(0, 300));
    expect(await metadataCommand([cut, gif, edited], {}, terminal)).toBe(1);
    expect(terminal.printed).toHaveLength(1);
    expect(terminal.warned.join('\n')).toContain('cut.jpg');
  });

  it('answers for a file whose pixels are damaged', async () => {
    const bytes = cameraFile();
    const path = file('damaged.jpg', bytes.subarray(0, bytes.lastIndexOf(0xda) + 30));
    expect(await metadataCommand([path], {}, terminal)).toBe(0);
    expect(terminal.printed[0]).toContain('model');
  });

  it('answers for a file whose pixels cannot be decoded at all', async () => {
    const parts = splitJpeg(cameraFile()).filter(({ marker }) => marker !== MARKER.DHT);
    const path = file('no-tables.jpg', joinJpeg(parts));
    expect(await metadataCommand([path], {}, terminal)).toBe(0);
    expect(terminal.printed[0]).toContain('THUMB-CONTENT: Not checked: there are no whole pixels');
  });

  it('says when there is nothing', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    expect(await metadataCommand([empty], {}, terminal)).toBe(0);
    expect(terminal.warned).toContain('no files found');
  });
});

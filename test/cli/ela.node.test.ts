import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeJpeg, encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { encodePng } from '../../src/codec/png/index.ts';
import { analyzeEla, renderElaPicture } from '../../src/detectors/ela/index.ts';
import { readFixture } from '../support/fixture.ts';
import { noise, syntheticPhoto } from '../support/scene.ts';
import { filesBelow, temporaryFolder } from '../support/temporary-folder.node.ts';
import { run } from './run.node.ts';

const PHOTO = syntheticPhoto(140, 132, 3);
const JPEG = encodeJpeg(PHOTO, { quality: 85 });
const PNG = encodePng(PHOTO);
const GRAY = encodePng(noise(40, 30, 1, 2));
const ALPHA = encodePng(noise(40, 30, 4, 2));

interface ElaReport {
  readonly parameters: { readonly quality: number; readonly scale: number };
  readonly results: readonly {
    readonly imagePath: string;
    readonly elaOverlayPath: string;
    readonly meanError: number;
    readonly maxError: number;
    readonly stdDev: number;
    readonly likelihoodScore: number;
    readonly anomalousRegions: readonly object[];
    readonly notes: readonly string[];
  }[];
  readonly skippedFiles: readonly unknown[];
  readonly failedFiles: readonly { readonly code: string }[];
}

function reportIn(folder: string): ElaReport {
  return JSON.parse(readFileSync(join(folder, 'ela_report.json'), 'utf8')) as ElaReport;
}

describe('tamperlens ela', () => {
  it('draws a picture beside its report, with the numbers of analyzeEla', async () => {
    const folder = temporaryFolder({ 'in/photo.jpg': JPEG });
    const output = join(folder, 'out');
    const { status } = await run('ela', join(folder, 'in/photo.jpg'), '--output', output);
    const { raster } = decodeJpeg(JPEG);
    const ela = analyzeEla(raster);
    const { parameters, results, ...rest } = reportIn(output);
    expect([status, parameters, rest]).toEqual([0, { quality: 90, scale: 15 }, { skippedFiles: [], failedFiles: [] }]);
    expect(results).toEqual([
      {
        imagePath: join(folder, 'in/photo.jpg'),
        elaOverlayPath: join(output, 'photo_ela.jpg'),
        meanError: ela.meanError,
        maxError: ela.maxError,
        stdDev: ela.stdDev,
        likelihoodScore: ela.likelihoodScore,
        anomalousRegions: ela.anomalousRegions.map(({ x, y, width, height, meanError }) => ({
          ...{ x, y, width, height },
          errorLevel: meanError,
        })),
        notes: [],
      },
    ]);
    const picture = encodeJpeg(renderElaPicture(raster), { quality: 95, subsampling: '4:4:4' });
    expect(new Uint8Array(readFileSync(join(output, 'photo_ela.jpg')))).toEqual(picture);
  });

  it('takes quality and scale', async () => {
    const folder = temporaryFolder({ 'photo.jpg': JPEG });
    const output = join(folder, 'out');
    await run('ela', join(folder, 'photo.jpg'), '--output', output, '--quality', '75', '--scale', '7.5');
    const { parameters, results } = reportIn(output);
    expect(parameters).toEqual({ quality: 75, scale: 7.5 });
    expect(results[0].meanError).toBe(analyzeEla(decodeJpeg(JPEG).raster, { quality: 75, scale: 7.5 }).meanError);
  });

  it('draws gray, translucent and PNG pictures at their own size', async () => {
    const folder = temporaryFolder({ 'gray.png': GRAY, 'alpha.png': ALPHA, 'photo.png': PNG });
    const output = join(folder, 'out');
    const { status } = await run('ela', folder, '--output', output);
    expect(status).toBe(0);
    const sizes = ['alpha', 'gray', 'photo'].map((name) => {
      const { width, height, channels } = decodeJpeg(new Uint8Array(readFileSync(join(output, `${name}_ela.jpg`)))).raster;
      return [name, width, height, channels];
    });
    expect(sizes).toEqual([
      ['alpha', 40, 30, 3],
      ['gray', 40, 30, 1],
      ['photo', 140, 132, 3],
    ]);
    expect(reportIn(output).results[0].notes).toContainEqual(expect.stringContaining('fully transparent'));
  });

  it('mirrors sub-folders, and keeps the extensions of two files of one stem', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG, 'in/a.png': GRAY, 'in/b.jpg': JPEG, 'in/sub/a.jpg': JPEG });
    const output = join(folder, 'out');
    await run('ela', join(folder, 'in'), '--output', output);
    expect(filesBelow(output)).toEqual(['a.jpg_ela.jpg', 'a.png_ela.jpg', 'b_ela.jpg', 'ela_report.json', 'sub/a_ela.jpg']);
    expect(reportIn(output).results.map(({ elaOverlayPath }) => elaOverlayPath)).toEqual(
      ['a.jpg_ela.jpg', 'a.png_ela.jpg', 'b_ela.jpg', 'sub/a_ela.jpg'].map((name) => join(output, name)),
    );
  });

  it('keeps the pictures of files with one name in different folders apart', async () => {
    const folder = temporaryFolder({ 'a/photo.jpg': JPEG, 'b/photo.jpg': encodeJpeg(noise(24, 24, 3, 1)) });
    const output = join(folder, 'out');
    await run('ela', join(folder, 'a'), join(folder, 'b'), '--output', output);
    const widths = reportIn(output).results.map(
      ({ elaOverlayPath }) => decodeJpeg(new Uint8Array(readFileSync(elaOverlayPath))).raster.width,
    );
    expect(widths).toEqual([140, 24]);
  });

  it('prints a row for each image, as JSON on request', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG, 'in/b.jpg': JPEG });
    const output = join(folder, 'out');
    const text = await run('ela', join(folder, 'in'), '--output', output);
    expect(text.output).toMatch(/a\.jpg\n {4}score 0\.\d{3} {2}mean +\d+\.\d{2} {2}max +\d+\.\d{2} {2}regions +\d+\n/);
    expect(text.output).toContain('not a probability');
    const json = await run('ela', join(folder, 'in'), '--output', output, '--json');
    const rows = json.output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(rows).toEqual(reportIn(output).results);
  });

  it('goes on after files that it cannot draw: corrupt, of another format, without a row of pixels', async () => {
    const folder = temporaryFolder({
      'in/a.jpg': JPEG.subarray(0, 200),
      'in/b.gif': 'GIF89a',
      'in/c.jpg': await readFixture('formats/jpeg/scans-missing-component.jpg'),
      'in/d.jpg': JPEG,
    });
    const { status, remarks } = await run('ela', join(folder, 'in'), '--output', join(folder, 'out'));
    const { results, failedFiles } = reportIn(join(folder, 'out'));
    expect([status, results.length]).toEqual([1, 1]);
    expect(failedFiles.map(({ code }) => code)).toEqual(['malformed', 'unsupported', 'malformed']);
    expect(remarks).toContain('c.jpg (malformed): Not one row of pixels could be read.');
  });

  it('draws the rows that a cut file has, and says that it is cut', async () => {
    const folder = temporaryFolder({ 'cut.jpg': await readFixture('formats/jpeg/truncated-2x2.jpg') });
    const { status } = await run('ela', join(folder, 'cut.jpg'), '--output', join(folder, 'out'));
    const { raster } = decodeJpeg(new Uint8Array(readFileSync(join(folder, 'out/cut_ela.jpg'))));
    expect([status, raster.width, raster.height]).toEqual([0, 130, 47]);
    expect(reportIn(join(folder, 'out')).results[0].notes[0]).toContain('ends without its end marker');
  });

  it.each([
    ['--quality=0', 'It must be a number from 1 to 100.'],
    ['--quality=101', 'It must be a number from 1 to 100.'],
    ['--quality=90.5', 'It must be a whole number from 1 to 100.'],
    ['--quality=high', 'It must be a number from 1 to 100.'],
    ['--scale=0', 'It must be a number from 1 to 255.'],
    ['--scale=256', 'It must be a number from 1 to 255.'],
    ['--scale=', 'It must be a number from 1 to 255.'],
  ])('refuses %s and names the range', async (option, message) => {
    const { status, remarks } = await run('ela', 'x.jpg', option);
    expect(status).toBeUndefined();
    expect(remarks).toContain(message);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ElaReport } from '../../src/adapters/node/index.ts';
import { decodeJpeg, encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { encodePng } from '../../src/codec/png/index.ts';
import { analyzeEla, classicScorePercentile, renderElaPicture } from '../../src/detectors/ela/index.ts';
import { readFixture } from '../support/fixture.ts';
import { noise, syntheticPhoto } from '../support/scene.ts';
import { filesBelow, temporaryFolder } from '../support/temporary-folder.node.ts';
import { run } from './run.node.ts';

const PHOTO = syntheticPhoto(140, 132, 3);
const JPEG = encodeJpeg(PHOTO, { quality: 85 });
const PNG = encodePng(PHOTO);
const GRAY = encodePng(noise(40, 30, 1, 2));
const ALPHA = encodePng(noise(40, 30, 4, 2));

function reportIn(folder: string): ElaReport {
  return JSON.parse(readFileSync(join(folder, 'ela_report.json'), 'utf8')) as ElaReport;
}

describe('tamperlens ela', () => {
  it('draws a picture beside its report, with the numbers of analyzeEla', async () => {
    const folder = temporaryFolder({ 'in/photo.jpg': JPEG });
    const output = join(folder, 'out');
    const before = Date.now();
    const { status } = await run('ela', join(folder, 'in/photo.jpg'), '--output', output);
    const { raster } = decodeJpeg(JPEG);
    const ela = analyzeEla(raster);
    const { results, analysisTimestamp, summary, ...rest } = reportIn(output);
    expect([status, rest]).toEqual([
      0,
      {
        inputPath: join(folder, 'in/photo.jpg'),
        outputPath: output,
        parameters: { quality: 90, scale: 15, threshold: 0.5, timeout: 60 },
        skippedFiles: [],
      },
    ]);
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
        flagged: ela.likelihoodScore >= 0.5,
        notes: [],
      },
    ]);
    expect(Date.parse(analysisTimestamp)).toBeGreaterThanOrEqual(before);
    expect(summary).toMatchObject({ totalImages: 1, flaggedCount: 0, skippedCount: 0 });
    const picture = encodeJpeg(renderElaPicture(raster), { quality: 95, subsampling: '4:4:4' });
    expect(new Uint8Array(readFileSync(join(output, 'photo_ela.jpg')))).toEqual(picture);
  });

  it('takes quality, scale, threshold, timeout and concurrency', async () => {
    const folder = temporaryFolder({ 'photo.jpg': JPEG });
    const output = join(folder, 'out');
    const options = ['--quality=75', '--scale=7.5', '--threshold=0.25', '--timeout=7.5', '--concurrency=2'];
    await run('ela', join(folder, 'photo.jpg'), '--output', output, ...options);
    const { parameters, results } = reportIn(output);
    expect(parameters).toEqual({ quality: 75, scale: 7.5, threshold: 0.25, timeout: 7.5 });
    expect(results[0].meanError).toBe(analyzeEla(decodeJpeg(JPEG).raster, { quality: 75, scale: 7.5 }).meanError);
  });

  it('flags an image whose score reaches the threshold, and says so', async () => {
    const folder = temporaryFolder({
      'in/a.jpg': JPEG,
      'in/flat.jpg': encodeJpeg({ data: new Uint8Array(200 * 200).fill(90), width: 200, height: 200 }),
    });
    const score = analyzeEla(decodeJpeg(JPEG).raster).likelihoodScore;
    const output = join(folder, 'out');
    const at = await run('ela', join(folder, 'in'), '--output', output, '--threshold', String(score));
    const report = reportIn(output);
    expect(report.results.map(({ flagged }) => flagged)).toEqual([true, false]);
    expect(report.summary).toMatchObject({ totalImages: 2, flaggedCount: 1, skippedCount: 0 });
    expect(at.output).toMatch(/^score 0\.\d{3} .* FLAGGED {6}\S+a\.jpg {2}\(regions: \d+\)$/m);
    expect(at.output).toMatch(/^score 0\.000 .* not flagged {2}\S+flat\.jpg {2}\(regions: 0\)$/m);
    expect(at.output).toMatch(/^Analyzed 2, flagged 1 \(score 0\.\d+ or more\), skipped 0, in \d+\.\d s$/m);
    await run('ela', join(folder, 'in'), '--output', output, '--threshold', String(score + 1e-9));
    expect(reportIn(output).summary.flaggedCount).toBe(0);
    await run('ela', join(folder, 'in'), '--output', output, '--threshold', '0');
    expect(reportIn(output).summary.flaggedCount).toBe(2);
  });

  it('shows where the score stands among authentic photographs, at the settings where that is known', async () => {
    const folder = temporaryFolder({ 'photo.jpg': JPEG });
    const percent = classicScorePercentile(analyzeEla(decodeJpeg(JPEG).raster).likelihoodScore);
    const usual = await run('ela', join(folder, 'photo.jpg'), '--output', join(folder, 'out'));
    expect(usual.output).toContain(`above ${String(percent).padStart(3)} % of authentic photographs`);
    expect(usual.output).toContain('a small sample');
    const other = await run('ela', join(folder, 'photo.jpg'), '--output', join(folder, 'out'), '--scale', '10');
    expect(other.output).not.toContain('authentic');
    for (const { output } of [usual, other]) expect(output).toContain('not a probability');
  });

  it('draws gray, translucent and PNG pictures at their own size when they are named', async () => {
    const folder = temporaryFolder({ 'gray.png': GRAY, 'alpha.png': ALPHA, 'photo.png': PNG });
    const output = join(folder, 'out');
    const names = ['alpha', 'gray', 'photo'];
    const { status } = await run('ela', ...names.map((name) => join(folder, `${name}.png`)), '--output', output);
    expect(status).toBe(0);
    const sizes = names.map((name) => {
      const { width, height, channels } = decodeJpeg(new Uint8Array(readFileSync(join(output, `${name}_ela.jpg`)))).raster;
      return [name, width, height, channels];
    });
    expect(sizes).toEqual([
      ['alpha', 40, 30, 3],
      ['gray', 40, 30, 1],
      ['photo', 140, 132, 3],
    ]);
    expect(reportIn(output).results[0].notes).toContainEqual(expect.stringContaining('fully transparent'));
    expect(reportIn(output).inputPath).toBe(names.map((name) => join(folder, `${name}.png`)).join(', '));
  });

  it('mirrors sub-folders, and keeps the extensions of two JPEG files of one stem', async () => {
    const folder = temporaryFolder({
      'in/a.jpg': JPEG,
      'in/a.jpeg': JPEG,
      'in/b.jpg': JPEG,
      'in/b.png': GRAY,
      'in/sub/a.jpg': JPEG,
    });
    const output = join(folder, 'out');
    await run('ela', join(folder, 'in'), '--output', output);
    const pictures = ['a.jpeg_ela.jpg', 'a.jpg_ela.jpg', 'b_ela.jpg', 'sub/a_ela.jpg'];
    expect(filesBelow(output)).toEqual([...pictures, 'ela_report.json'].sort());
    expect(reportIn(output).results.map(({ elaOverlayPath }) => elaOverlayPath)).toEqual(
      pictures.map((name) => join(output, name)),
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

  it('prints a row for each image as JSON on request, in the order of paths, and nothing else', async () => {
    const folder = temporaryFolder({
      'in/a.jpg': JPEG,
      'in/b.txt': 'text',
      'in/c.jpg': encodeJpeg(noise(24, 24, 3, 1)),
      'in/d.jpg': 'bad',
      'in/e.jpg': JPEG,
    });
    const output = join(folder, 'out');
    const json = await run('ela', join(folder, 'in'), '--output', output, '--json');
    const rows = json.output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(rows).toEqual(reportIn(output).results);
    expect(rows).toHaveLength(3);
  });

  it('goes on after files that it cannot draw: corrupt, of another format, without a row of pixels', async () => {
    const folder = temporaryFolder({
      'in/a.jpg': JPEG.subarray(0, 200),
      'in/b.gif': 'GIF89a',
      'in/c.jpg': await readFixture('formats/jpeg/scans-missing-component.jpg'),
      'in/d.jpg': JPEG,
    });
    const { status, remarks } = await run('ela', join(folder, 'in'), '--output', join(folder, 'out'));
    const { results, skippedFiles, summary } = reportIn(join(folder, 'out'));
    expect([status, results.length, summary.skippedCount]).toEqual([1, 1, 3]);
    expect(skippedFiles.map(({ path, reason }) => [path.replace(folder, ''), reason])).toEqual([
      ['/in/b.gif', 'not a JPEG file (gif)'],
      ['/in/a.jpg', expect.stringMatching(/^malformed: .* \(at byte \d+\)$/)],
      ['/in/c.jpg', 'malformed: Not one row of pixels could be read.'],
    ]);
    expect(remarks).toContain('c.jpg (malformed): Not one row of pixels could be read.');
  });

  it('refuses a named file of another format, and exits with 1', async () => {
    const folder = temporaryFolder({ 'a.gif': 'GIF89a' });
    const { status, remarks } = await run('ela', join(folder, 'a.gif'), '--output', join(folder, 'out'));
    expect(status).toBe(1);
    expect(remarks).toContain('a.gif (unsupported)');
  });

  it('draws the rows that a cut file has, and says that it is cut', async () => {
    const folder = temporaryFolder({ 'cut.jpg': await readFixture('formats/jpeg/truncated-2x2.jpg') });
    const { status } = await run('ela', join(folder, 'cut.jpg'), '--output', join(folder, 'out'));
    const { raster } = decodeJpeg(new Uint8Array(readFileSync(join(folder, 'out/cut_ela.jpg'))));
    expect([status, raster.width, raster.height]).toEqual([0, 130, 47]);
    expect(reportIn(join(folder, 'out')).results[0].notes[0]).toContain('ends without its end marker');
  });

  it('examines an image of 50×50 pixels, with a note that it is small', async () => {
    const folder = temporaryFolder({ 'small.jpg': encodeJpeg(noise(50, 50, 3, 1)) });
    const { status, output } = await run('ela', folder, '--output', join(folder, 'out'));
    expect(status).toBe(0);
    expect(output).toContain('The image is small (50×50)');
    expect(reportIn(join(folder, 'out')).results[0].notes).toContainEqual(expect.stringContaining('The image is small (50×50)'));
  });

  it.each([
    ['--quality=0', 'It must be a number from 1 to 100.'],
    ['--quality=101', 'It must be a number from 1 to 100.'],
    ['--quality=90.5', 'It must be a whole number from 1 to 100.'],
    ['--quality=high', 'It must be a number from 1 to 100.'],
    ['--scale=0', 'It must be a number from 1 to 255.'],
    ['--scale=256', 'It must be a number from 1 to 255.'],
    ['--scale=', 'It must be a number from 1 to 255.'],
    ['--threshold=1.01', 'It must be a number from 0 to 1.'],
    ['--threshold=-0.1', 'It must be a number from 0 to 1.'],
    ['--timeout=0', 'It must be a number from 1 to 86400.'],
    ['--timeout=86401', 'It must be a number from 1 to 86400.'],
    ['--concurrency=0', 'It must be a number from 1 to 64.'],
    ['--concurrency=65', 'It must be a number from 1 to 64.'],
    ['--concurrency=1.5', 'It must be a whole number from 1 to 64.'],
  ])('refuses %s and names the range', async (option, message) => {
    const { status, remarks } = await run('ela', 'x.jpg', option);
    expect(status).toBeUndefined();
    expect(remarks).toContain(message);
  });
});

import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/index.ts';
import type { AnalysisProgress } from '../../src/analysis/index.ts';
import { encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { encodePng } from '../../src/codec/png/index.ts';
import { STANDARD_DETECTORS } from '../../src/detectors/index.ts';
import type { Detector } from '../../src/detectors/index.ts';
import { openExhibit } from '../../src/exhibit/index.ts';
import { rejection } from '../support/caught.ts';
import { syntheticPhoto } from '../support/scene.ts';
import { spyOn } from '../support/spy-exhibit.ts';
import { stubDetector } from '../support/stub-detector.ts';

const PHOTO = syntheticPhoto(160, 128, 3);
const FILE = encodeJpeg(PHOTO, { quality: 85 });

/** Detectors `a`, `b` and `c` that write down that they ran. */
function threeStubs(ran: string[]): Detector[] {
  return ['a', 'b', 'c'].map((id) => stubDetector(id, { onDetect: () => ran.push(id) }));
}

async function progressOf(input: Parameters<typeof analyze>[0], options: Parameters<typeof analyze>[1] = {}) {
  const seen: AnalysisProgress[] = [];
  await analyze(input, { ...options, onProgress: (progress) => seen.push(progress) });
  return seen;
}

describe('the progress of an analysis', () => {
  it.each([
    ['a JPEG file', FILE],
    ['a PNG file', encodePng(PHOTO)],
    ['pixels', PHOTO],
  ])('goes from 0 to 1 and never back, for %s', async (_, input) => {
    const seen = await progressOf(input);
    const shares = seen.map(({ progress }) => progress);
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([...new Set(seen.map(({ stage }) => stage))]).toEqual(['open', 'decode', 'detect', 'done']);
  });

  it('names the detector at work', async () => {
    const seen = await progressOf(FILE, { detectors: threeStubs([]) });
    expect(seen.map(({ stage, detector }) => detector ?? stage)).toEqual(['open', 'decode', 'a', 'b', 'c', 'done']);
  });

  it('stays in order when a detector tells of shares beyond its own', async () => {
    const wild = stubDetector('a', {
      onDetect: (_, context) => {
        for (const share of [-3, 0, 0.5, 7, 1]) context?.checkpoint(share);
      },
    });
    const shares = (await progressOf(FILE, { detectors: [wild, stubDetector('b')] })).map(({ progress }) => progress);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('pauses before the pixels are decoded and before each detector', async () => {
    const events: string[] = [];
    const exhibit = spyOn(await openExhibit(FILE), events);
    const pause = () => Promise.resolve(void events.push('pause'));
    await analyze(exhibit, { detectors: threeStubs(events), pause });
    expect(events.filter((event) => !event.startsWith('release'))).toEqual([
      'pause',
      'decodingState',
      'pause',
      'a',
      'pause',
      'b',
      'pause',
      'c',
    ]);
  });
});

describe('an analysis whose signal has fired', () => {
  it('before it began does not even open the file', async () => {
    const reason = new Error('the user left');
    const seen: AnalysisProgress[] = [];
    const signal = { aborted: true, reason };
    const error = await rejection(analyze(new Uint8Array(0), { signal, onProgress: (progress) => seen.push(progress) }));
    expect(error).toMatchObject({ name: 'ForensicsError', code: 'aborted', stage: 'analyze', cause: reason });
    expect(seen).toEqual([]);
  });

  it('between two detectors runs no further one', async () => {
    const ran: string[] = [];
    const signal = { aborted: false };
    const onProgress = ({ detector, progress }: AnalysisProgress): void => {
      if (detector === 'b' && progress > 0.5) signal.aborted = true;
    };
    expect(await rejection(analyze(FILE, { detectors: threeStubs(ran), signal, onProgress }))).toMatchObject({ code: 'aborted' });
    expect(ran).toEqual(['a', 'b']);
  });

  it('within a detector stops at its next checkpoint', async () => {
    const signal = { aborted: false };
    const onProgress = ({ detector }: AnalysisProgress): void => {
      if (detector === 'ela') signal.aborted = true;
    };
    expect(await rejection(analyze(FILE, { signal, onProgress }))).toMatchObject({ code: 'aborted' });
  });

  it('while the pixels are decoded stops there', async () => {
    const ran: string[] = [];
    const signal = { aborted: false };
    const onProgress = ({ stage }: AnalysisProgress): void => {
      if (stage === 'decode') signal.aborted = true;
    };
    expect(await rejection(analyze(FILE, { detectors: threeStubs(ran), signal, onProgress }))).toMatchObject({ code: 'aborted' });
    expect(ran).toEqual([]);
  });

  it('during a pause stops after it', async () => {
    const controller = new AbortController();
    const pause = () => Promise.resolve(controller.abort(new Error('enough')));
    const error = await rejection(analyze(FILE, { signal: controller.signal, pause }));
    expect(error).toMatchObject({ code: 'aborted', cause: new Error('enough') });
  });

  it('leaves an exhibit that can be analyzed afterwards', async () => {
    const exhibit = await openExhibit(FILE);
    const signal = { aborted: false };
    const onProgress = ({ stage }: AnalysisProgress): void => {
      if (stage === 'detect') signal.aborted = true;
    };
    await rejection(analyze(exhibit, { signal, onProgress }));
    expect(await analyze(exhibit)).toEqual(await analyze(FILE));
  });
});

describe('an analysis with a deadline', () => {
  /** A clock that moves by `step` milliseconds with every look at it. */
  function clock(step: number): () => number {
    let time = 1_000_000;
    return () => (time += step);
  }

  it('stops once the time is up', async () => {
    const error = await rejection(analyze(FILE, { now: clock(10), timeoutMs: 25 }));
    expect(error).toMatchObject({ name: 'ForensicsError', code: 'timeout', stage: 'analyze' });
    expect((error as Error).message).toBe('the analysis took longer than 25 ms');
  });

  it('runs to its end within the time', async () => {
    const { report, run } = await analyze(FILE, { now: clock(0.001), timeoutMs: 60_000 });
    expect(report).toEqual((await analyze(FILE)).report);
    expect(Object.keys(run.durationsMs)).toEqual(STANDARD_DETECTORS.map(({ id }) => id));
  });

  it('takes times by the given clock only', async () => {
    const times = [0, 5, 12, 100, 103];
    const { run } = await analyze(PHOTO, {
      detectors: [stubDetector('a'), stubDetector('b')],
      now: () => times.shift() ?? NaN,
      timeoutMs: undefined,
    });
    expect(run.durationsMs).toEqual({ a: 5, b: 88 });
  });

  it('is not a failure of the detector at work', async () => {
    const times = [0, 0, 0, 0, 0];
    const slow = stubDetector('slow', {
      onDetect: (_, context) => {
        times.length = 0;
        context?.checkpoint(0.5);
      },
    });
    const error = await rejection(analyze(PHOTO, { detectors: [slow], now: () => times.shift() ?? 9_999, timeoutMs: 100 }));
    expect(error).toMatchObject({ code: 'timeout' });
  });
});

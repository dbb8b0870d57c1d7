import { describe, expect, it } from 'vitest';
import type { HashComparison, ImageComparison } from '../../src/compare/index.ts';
import type { HashKind } from '../../src/hash/index.ts';
import { comparisonNotes, comparisonToText, wordTurn } from '../../src/report/index.ts';

function hashOf(kind: HashKind, distance: number, quality = 90): HashComparison {
  const [bits, suggestedDistance] = kind === 'pdq' ? [256, 31] : [64, 10];
  return {
    status: 'measured',
    kind,
    bits,
    a: { hex: '', quality },
    b: { hex: '', quality: 95 },
    distance,
    similarity: 1 - distance / bits,
    suggestedDistance,
    withinSuggested: distance <= suggestedDistance,
    sufficientQuality: quality >= 50,
    undeterminedBits: 0,
  };
}

function comparisonOf(parts: Partial<ImageComparison> = {}): ImageComparison {
  const apart = { status: 'not-applicable', reason: { code: 'compare-sizes-differ', params: sizes } } as const;
  return {
    a: { width: 80, height: 60 },
    b: { width: 40, height: 30 },
    identical: false,
    hashes: [hashOf('perceptual', 4), hashOf('pdq', 12)],
    cropResistant: {
      nearDistance: 16,
      a: { segments: 3, matching: 2, distanceSum: 9 },
      b: { segments: 4, matching: 3, distanceSum: 12 },
    },
    turns: { nearest: { orientation: 1, distance: 12 }, all: [{ orientation: 1, distance: 12 }] },
    structuralSimilarity: apart,
    peakSignalToNoise: apart,
    difference: apart,
    ...parts,
  };
}

const sizes = { widthA: 80, heightA: 60, widthB: 40, heightB: 30 };

const DIFFERENCE = {
  status: 'measured',
  tolerance: 0,
  differingPixels: 4000,
  equalShare: 1 - 4000 / 4800,
  largest: 17,
  mean: 2.5,
  box: { x: 0, y: 0, width: 80, height: 60 },
  regions: [],
} as const;

function codes(comparison: ImageComparison): string[] {
  return comparisonNotes(comparison).map(({ code }) => code);
}

describe('comparisonNotes', () => {
  it('says of identical pixels no more than that', () => {
    expect(codes(comparisonOf({ identical: true }))).toEqual(['compare-identical-pixels']);
  });

  it('speaks of a copy only when PDQ and the perceptual hash are both near', () => {
    expect(codes(comparisonOf())).toEqual(['compare-near']);
    expect(codes(comparisonOf({ hashes: [hashOf('perceptual', 11), hashOf('pdq', 12)] }))).toEqual(['compare-undecided']);
    expect(codes(comparisonOf({ hashes: [hashOf('perceptual', 4), hashOf('pdq', 32)] }))).toEqual(['compare-undecided']);
    expect(codes(comparisonOf({ hashes: [hashOf('perceptual', 4)] }))).toEqual(['compare-undecided']);
    expect(codes(comparisonOf({ hashes: [hashOf('perceptual', 30), hashOf('pdq', 130)] }))).toEqual(['compare-apart']);
  });

  it('does not count hashes with too little to go by', () => {
    const flat = comparisonOf({ hashes: [hashOf('perceptual', 0, 3), hashOf('pdq', 0, 3)] });
    expect(comparisonNotes(flat)).toEqual([{ code: 'compare-hashes-silent', params: { count: 2, of: 2 } }]);
    expect(codes(comparisonOf({ hashes: [hashOf('perceptual', 4, 3), hashOf('pdq', 4)] }))).toEqual([
      'compare-undecided',
      'compare-hashes-silent',
    ]);
  });

  it('names the turn that brings PDQ near when the picture as stored is not', () => {
    const turns = { nearest: { orientation: 2, distance: 10 }, all: [] } as const;
    const hashes = [hashOf('perceptual', 30), hashOf('pdq', 120)];
    expect(comparisonNotes(comparisonOf({ hashes, turns })).at(-1)).toEqual({
      code: 'compare-turned',
      params: { turn: 'mirrored left to right', distance: 10, stored: 120, bits: 256 },
    });
    expect(codes(comparisonOf({ turns }))).not.toContain('compare-turned');
    expect(codes(comparisonOf({ hashes, turns: { ...turns, nearest: { orientation: 2, distance: 60 } } }))).toEqual([
      'compare-apart',
    ]);
    expect(codes(comparisonOf({ hashes: [hashOf('pdq', 120, 10)], turns }))).toEqual(['compare-hashes-silent']);
  });

  it('tells a change in one place from one all over', () => {
    const region = { x: 8, y: 8, width: 16, height: 8, areaPixels: 128, meanDifference: 60 };
    const box = { x: 9, y: 9, width: 14, height: 6 };
    const of = (difference: object) => codes(comparisonOf({ difference: { ...DIFFERENCE, ...difference } })).slice(1);
    expect(of({})).toEqual(['compare-no-region']);
    expect(of({ regions: [region] })).toEqual(['compare-regions']);
    expect(of({ box })).toEqual(['compare-local']);
    expect(of({ box, regions: [region] })).toEqual(['compare-local', 'compare-regions']);
  });
});

describe('comparisonToText', () => {
  it('lists every hash, the pixels and what they say', () => {
    const turns = { nearest: { orientation: 6, distance: 8 }, all: [{ orientation: 1, distance: 12 }] } as const;
    expect(comparisonToText(comparisonOf({ turns, hashes: [hashOf('perceptual', 4), hashOf('pdq', 40, 12)] }))).toBe(
      [
        'Hashes                 distance       same  suggested  quality',
        '  perceptual              4 of 64    93.75 %  ≤ 10       90 and 95',
        '  pdq                    40 of 256   84.37 %  > 31       12 and 95 *',
        '  * a picture gives this hash too little to go by',
        '  crop-resistant       2 of 3 parts of the first, 3 of 4 of the second have their like in the other (up to 16 bits apart)',
        '  nearest by turning   turned clockwise by 90°: 8 of 256 (pdq); as stored 12',
        '',
        'Pixels',
        '  all                  not applicable. The pictures are 80×60 and 40×30 pixels; pixel by pixel only pictures of one size can be compared.',
        '',
        'What it says',
        '  - Hashes within their suggested distances: 1 of the 1 with enough to go by, but not both PDQ and perceptual. Some unrelated pictures are as near.',
        '  - The pictures give 1 of the 2 hashes too little to go by; those were not counted.',
      ].join('\n'),
    );
  });

  it('says of a hash why it has no distance, and does not count it', () => {
    const sizes = { code: 'compare-hash-sizes', params: { bitsA: 196, bitsB: 169 } };
    const unequal = {
      status: 'not-applicable',
      kind: 'wavelet-db4',
      a: { hex: '', quality: 9 },
      b: { hex: '', quality: 9 },
    } as const;
    const comparison = comparisonOf({ hashes: [hashOf('perceptual', 4), hashOf('pdq', 12), { ...unequal, reason: sizes }] });
    expect(comparisonToText(comparison)).toContain(
      '\n  wavelet-db4          not applicable. The hashes have 196 and 169 bits.\n',
    );
    expect(comparisonNotes(comparison)).toEqual([{ code: 'compare-near', params: { within: 2, usable: 2 } }]);
  });

  it('shows the pixels of pictures of one size, and three places at most', () => {
    const region = { x: 8, y: 16, width: 24, height: 8, areaPixels: 128, meanDifference: 60.4 };
    const text = comparisonToText(
      comparisonOf({
        structuralSimilarity: { status: 'measured', mean: 0.98765 },
        peakSignalToNoise: {
          status: 'measured',
          color: { meanSquaredError: 4, decibels: 42.1102, identical: false },
          luma: { meanSquaredError: 0, decibels: null, identical: true },
        },
        difference: { ...DIFFERENCE, regions: [region, region, region, region, region] },
      }),
    );
    const pixels = text.slice(text.indexOf('Pixels\n'), text.indexOf('\n\nWhat it says'));
    expect(pixels.split('\n')).toEqual([
      'Pixels',
      '  SSIM                 0.9877',
      '  PSNR                 42.11 dB of color, no difference of luma',
      '  equal pixels         16.66 %',
      '  difference           mean 2.50, largest 17 levels',
      '  differing pixels     in 80×60 pixels at (0, 0)',
      '  stands out           24×8 pixels at (8, 16), mean difference 60 levels',
      '                       24×8 pixels at (8, 16), mean difference 60 levels',
      '                       24×8 pixels at (8, 16), mean difference 60 levels',
      '                       2 more',
    ]);
  });

  it('never rounds up to all of the pixels', () => {
    const difference = { ...DIFFERENCE, equalShare: 0.999999 };
    expect(comparisonToText(comparisonOf({ difference }))).toContain('equal pixels         99.99 %');
  });

  it.each([
    [1, 0, '1.0000', 'mean 0.00'],
    [0.99999, 0.0004, 'above 0.9999', 'mean below 0.01'],
    [0.99994, 0.01, '0.9999', 'mean 0.01'],
  ])('tells a similarity of %d and a mean difference of %d from none at all', (similarity, mean, words, means) => {
    const text = comparisonToText(
      comparisonOf({ structuralSimilarity: { status: 'measured', mean: similarity }, difference: { ...DIFFERENCE, mean } }),
    );
    expect(text).toContain(`  SSIM                 ${words}\n`);
    expect(text).toContain(`  difference           ${means}, largest`);
  });
});

describe('wordTurn', () => {
  it('has words for each of the eight', () => {
    expect(new Set(([1, 2, 3, 4, 5, 6, 7, 8] as const).map(wordTurn)).size).toBe(8);
  });
});

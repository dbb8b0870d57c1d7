import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';
import { toLegacyJson } from '../../src/report/index.ts';
import { readFixture } from '../support/fixture.ts';

describe('toLegacyJson', () => {
  it('has exactly the field names that existing clients know', async () => {
    const { report } = await analyze(await readFixture('tampered/scene-splice.jpg'), { name: 'scene.jpg' });
    const legacy = toLegacyJson(report);
    expect(Object.keys(legacy).sort()).toEqual([
      'analysis_details',
      'confidence_score',
      'detection_methods',
      'filename',
      'is_potentially_edited',
      'recommendations',
      'risk_level',
    ]);
    expect(Object.keys(legacy.analysis_details)).toEqual([
      'enhanced_ela',
      'metadata_consistency',
      'noise_pattern',
      'jpeg_quality',
    ]);
    expect(legacy).toMatchObject({ filename: 'scene.jpg', is_potentially_edited: false, risk_level: 'medium' });
    expect(legacy.confidence_score).toBe(report.verdict.confidence);
    expect(JSON.parse(JSON.stringify(legacy))).toEqual(legacy);
  });

  it('tells what did not apply, what failed and what did not run apart', async () => {
    const broken = {
      id: 'noise',
      revision: 1,
      title: 'Noise',
      description: 'breaks',
      applicability: 'never',
      needs: [],
      defaults: {},
      references: [],
      detect: () => {
        throw new Error('it broke');
      },
    };
    const { jpegQuality } = await import('../../src/detectors/index.ts');
    const image = { data: new Uint8Array(64 * 64 * 3), width: 64, height: 64 };
    const { report } = await analyze(image, { detectors: [jpegQuality, broken] });
    const { analysis_details, detection_methods, filename } = toLegacyJson(report);
    expect(analysis_details.jpeg_quality.status).toBe('not_applicable');
    expect(analysis_details.noise_pattern).toEqual({ status: 'failed', reason: 'it broke' });
    expect(analysis_details.enhanced_ela.status).toBe('not_run');
    expect(detection_methods).toEqual([]);
    expect(filename).toBeNull();
  });
});

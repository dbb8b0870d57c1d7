/** A number of the scaled, clamped gray map. */
const LEVEL = { type: 'number', minimum: 0, maximum: 255 } as const;
const COUNT = { type: 'integer', minimum: 0 } as const;
const PATH = { type: 'string', minLength: 1 } as const;

/**
 * The JSON Schema (2020-12) of `ela_report.json`. The package also carries it as the file `dist/ela-report.schema.json`.
 *
 * @example
 * ```ts
 * import { ELA_REPORT_SCHEMA } from 'tamperlens/node';
 *
 * ELA_REPORT_SCHEMA.type; // 'object'
 * ```
 */
export const ELA_REPORT_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:tamperlens:ela-report:1',
  title: 'Report of tamperlens ela',
  description:
    'Classic error level analysis of a folder of JPEG files. Errors are on the scaled, clamped gray map. The score is a heuristic of texture and sharpness, not a probability.',
  type: 'object',
  additionalProperties: false,
  required: ['analysisTimestamp', 'inputPath', 'outputPath', 'parameters', 'results', 'skippedFiles', 'summary'],
  properties: {
    analysisTimestamp: { type: 'string', format: 'date-time', description: 'When the run began, in UTC.' },
    inputPath: { ...PATH, description: 'What was named on the command line; several paths are joined by ", ".' },
    outputPath: PATH,
    parameters: {
      type: 'object',
      additionalProperties: false,
      required: ['quality', 'scale', 'threshold', 'timeout'],
      properties: {
        quality: { type: 'integer', minimum: 1, maximum: 100, description: 'JPEG quality of the re-save.' },
        scale: { type: 'number', minimum: 1, maximum: 255, description: 'Factor that makes errors visible.' },
        threshold: { type: 'number', minimum: 0, maximum: 1, description: 'Score from which an image is flagged.' },
        timeout: { type: 'number', minimum: 1, maximum: 86_400, description: 'Most seconds for one image.' },
      },
    },
    results: {
      type: 'array',
      description: 'One entry for each image that could be analyzed, in the order of paths.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: [
          ...['imagePath', 'elaOverlayPath', 'meanError', 'maxError', 'stdDev', 'likelihoodScore', 'anomalousRegions'],
          ...['flagged', 'notes'],
        ],
        properties: {
          imagePath: PATH,
          elaOverlayPath: PATH,
          meanError: LEVEL,
          maxError: LEVEL,
          stdDev: { ...LEVEL, description: 'Population standard deviation.' },
          likelihoodScore: {
            type: 'number',
            minimum: 0,
            maximum: 1,
            description: 'The documented heuristic; not a probability.',
          },
          anomalousRegions: {
            type: 'array',
            description: 'Connected parts more than two standard deviations above the mean, largest excess first.',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['x', 'y', 'width', 'height', 'errorLevel'],
              properties: {
                x: { ...COUNT, description: 'Pixels of the stored orientation from the left.' },
                y: COUNT,
                width: { type: 'integer', minimum: 1 },
                height: { type: 'integer', minimum: 1 },
                errorLevel: { ...LEVEL, description: 'Mean error of its pixels.' },
              },
            },
          },
          flagged: { type: 'boolean', description: 'Whether likelihoodScore ≥ threshold.' },
          notes: { type: 'array', items: { type: 'string' } },
        },
      },
    },
    skippedFiles: {
      type: 'array',
      description: 'Everything without a result: other kinds of files, links, damaged images, those that took too long.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['path', 'reason'],
        properties: { path: PATH, reason: { type: 'string', minLength: 1 } },
      },
    },
    summary: {
      type: 'object',
      additionalProperties: false,
      required: ['totalImages', 'flaggedCount', 'skippedCount', 'processingTimeSeconds'],
      properties: {
        totalImages: { ...COUNT, description: 'Entries of results.' },
        flaggedCount: { ...COUNT, description: 'Results that are flagged.' },
        skippedCount: { ...COUNT, description: 'Entries of skippedFiles.' },
        processingTimeSeconds: { type: 'number', minimum: 0 },
      },
    },
  },
} as const;

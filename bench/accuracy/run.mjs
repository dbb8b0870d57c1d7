/**
 * What detectors are worth on labelled pictures: tables for RESULTS.md. Run `npm run build` first.
 *
 *   node bench/accuracy/run.mjs <folder with labels.csv> [--detectors a,b] [--sets x,y] [--output file.md]
 *     [--variant 'name=detector:{"option":value}']… [--threshold name=value]… [--split-by column] [--resamples 1000] [--seed 1]
 *
 * README.md beside this file says how each figure is taken.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { register } from 'tsx/esm/api';
import * as detectors from '../../dist/detectors.js';
import { combine } from '../../dist/ensemble.js';
import { openExhibit } from '../../dist/index.js';
import { decodePng } from '../../dist/png.js';

register();
const { evaluate } = await import('./evaluate.ts');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    detectors: { type: 'string', default: '' },
    sets: { type: 'string', default: '' },
    output: { type: 'string' },
    variant: { type: 'string', multiple: true, default: [] },
    threshold: { type: 'string', multiple: true, default: [] },
    'split-by': { type: 'string' },
    resamples: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
});
if (positionals.length !== 1) throw new TypeError('usage: node bench/accuracy/run.mjs <folder with labels.csv> [options]');
const list = (text) => text.split(',').filter((name) => name !== '');
const integer = (name, least) => {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < least) throw new RangeError(`--${name} must be an integer of at least ${least}`);
  return value;
};
const thresholds = values.threshold.map((text) => {
  const [name, value] = [text.slice(0, text.lastIndexOf('=')), Number(text.slice(text.lastIndexOf('=') + 1))];
  if (name === '' || !Number.isFinite(value)) throw new TypeError(`a threshold is written name=value, received ${text}`);
  return [name, value];
});

const markdown = await evaluate(
  { openExhibit, decodePng, combine, detectors },
  (path) => new Uint8Array(readFileSync(join(positionals[0], path))),
  {
    detectors: list(values.detectors),
    sets: list(values.sets),
    variants: values.variant,
    splitBy: values['split-by'],
    thresholds: new Map(thresholds),
    resamples: integer('resamples', 1),
    seed: integer('seed', 0),
    onPicture: (done, total) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done + 1} of ${total}`);
    },
  },
);
if (process.stderr.isTTY) process.stderr.write('\n');
if (values.output === undefined) console.log(markdown);
else writeFileSync(values.output, `${markdown}\n`);

import type { Finding } from '../detectors/contract.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Throws unless a detector's answer keeps the contract, so that what reads it later need not doubt it: anybody can write a detector.
 *
 * @param finding - What `detect` returned.
 * @throws {TypeError} Something of it is missing or of the wrong kind; the message says what.
 */
export function checkFinding(finding: unknown): asserts finding is Finding<unknown> {
  const { status, ...fields } = fieldsOf('the finding', finding);
  if (status === 'not-applicable') checkNote('reason', fields['reason']);
  else if (status === 'measured') checkMeasurement(fields);
  else refuse('status', "'measured' or 'not-applicable'", status);
}

function checkMeasurement({ statistic, quantity, polarity, nfa, heatmap, regions, notes }: Fields): void {
  checkFinite('statistic', statistic);
  if (typeof quantity !== 'string') refuse('quantity', 'a string', quantity);
  if (polarity !== 'larger-is-more-suspicious' && polarity !== 'two-sided') {
    refuse('polarity', "'larger-is-more-suspicious' or 'two-sided'", polarity);
  }
  if (nfa !== undefined) checkFinite('nfa', nfa);
  if (heatmap !== undefined) checkHeatMap(fieldsOf('heatmap', heatmap));
  for (const [index, region] of listOf('regions', regions).entries()) {
    const box = fieldsOf(`regions[${index}]`, region);
    for (const side of ['x', 'y', 'width', 'height', 'areaPixels']) checkFinite(`regions[${index}].${side}`, box[side]);
  }
  for (const [index, note] of listOf('notes', notes).entries()) checkNote(`notes[${index}]`, note);
}

function checkHeatMap({ data, valid, width, height, cell }: Fields): void {
  const cells = checkPositive('heatmap.width', width) * checkPositive('heatmap.height', height);
  checkCells('heatmap.data', data, 'Float32Array', cells);
  if (valid !== undefined) checkCells('heatmap.valid', valid, 'Uint8Array', cells);
  const grid = fieldsOf('heatmap.cell', cell);
  checkPositive('heatmap.cell.width', grid['width']);
  checkPositive('heatmap.cell.height', grid['height']);
  checkFinite('heatmap.cell.offsetX', grid['offsetX']);
  checkFinite('heatmap.cell.offsetY', grid['offsetY']);
}

function checkCells(name: string, value: unknown, type: 'Float32Array' | 'Uint8Array', cells: number): void {
  // The tag names typed arrays of every realm, where `instanceof` knows only ours.
  if (kindOf(value) !== type) refuse(name, `a ${type}`, value);
  const { length } = value as ArrayLike<number>;
  if (length !== cells)
    throw new TypeError(`the detector's finding is invalid: "${name}" must hold ${cells} cells, received ${length}`);
}

function checkNote(name: string, value: unknown): void {
  const { code, params } = fieldsOf(name, value);
  if (typeof code !== 'string') refuse(`${name}.code`, 'a string', code);
  for (const [key, param] of Object.entries(fieldsOf(`${name}.params`, params))) {
    if (!['string', 'number', 'boolean'].includes(typeof param)) {
      refuse(`${name}.params.${key}`, 'a string, number or boolean', param);
    }
  }
}

function checkFinite(name: string, value: unknown): asserts value is number {
  if (!Number.isFinite(value)) refuse(name, 'a finite number', value);
}

function checkPositive(name: string, value: unknown): number {
  checkFinite(name, value);
  if (!(value > 0)) refuse(name, 'above 0', value);
  return value;
}

function fieldsOf(name: string, value: unknown): Fields {
  if (typeof value !== 'object' || value === null) refuse(name, 'an object', value);
  return value as Fields;
}

function listOf(name: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) refuse(name, 'an array', value);
  return value as readonly unknown[];
}

function refuse(name: string, expected: string, value: unknown): never {
  throw new TypeError(`the detector's finding is invalid: "${name}" must be ${expected}, received ${describe(value)}`);
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'object' && value !== null ? kindOf(value) : String(value);
}

/** `Array`, `Promise`, `Float32Array`, … */
function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Throws unless `value` is a finite number in `minimum..maximum`. */
export function checkRange(name: string, value: unknown, minimum: number, maximum: number): asserts value is number {
  if (typeof value !== 'number') throw new TypeError(`"${name}" must be a number, received ${describe(value)}`);
  if (!(value >= minimum && value <= maximum)) {
    throw new RangeError(`"${name}" must be in ${minimum}..${maximum}, received ${value}`);
  }
}

/** Throws unless `value` is a whole number in `minimum..maximum`. */
export function checkInteger(name: string, value: unknown, minimum: number, maximum: number): asserts value is number {
  checkRange(name, value, minimum, maximum);
  if (!Number.isInteger(value)) throw new RangeError(`"${name}" must be a whole number, received ${value}`);
}

/** Throws unless `value` is one of `allowed`. */
export function checkOneOf<T extends string | number>(name: string, value: unknown, allowed: readonly T[]): asserts value is T {
  if (!(allowed as readonly unknown[]).includes(value)) {
    throw new RangeError(`"${name}" must be one of ${allowed.join(', ')}, received ${describe(value)}`);
  }
}

/** Throws unless `value` is a `Uint8Array` (a Node `Buffer` is one). */
export function checkBytes(name: string, value: unknown): asserts value is Uint8Array {
  // A view from another realm (an iframe, a vm context) is not `instanceof` ours, hence the tag.
  if (Object.prototype.toString.call(value) !== '[object Uint8Array]') {
    throw new TypeError(`"${name}" must be a Uint8Array, received ${describe(value)}`);
  }
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  // The tag names arrays and typed arrays of every realm: `[object Uint8Array]`.
  if (typeof value === 'object' && value !== null) return Object.prototype.toString.call(value).slice(8, -1);
  return String(value);
}

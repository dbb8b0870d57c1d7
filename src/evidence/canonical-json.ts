/** Deeper than any value of ours; keeps the recursion of {@link canonicalJson} bounded. */
const DEEPEST = 64;

/** A UTF-16 surrogate without its partner: only such a one is a code point of its own. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Writes a value as canonical JSON: one text for one value, so that it can be hashed.
 *
 * Without spaces, the members of an object sorted by the UTF-16 code units of their names, numbers and strings as ECMAScript writes
 * them. −0 becomes `0`, as in JSON everywhere.
 *
 * @param value - `null`, a boolean, a finite number, a string, an array or a plain object of such, at most 64 levels deep.
 * @throws {TypeError} The value holds something else (`undefined`, a function, a bigint, NaN, an object with a prototype of its own, a
 *   lone surrogate, an array with holes) or is nested deeper; the message says where.
 * @see A. Rundgren, B. Jordan, S. Erdtman, "JSON Canonicalization Scheme (JCS)", RFC 8785, 2020.
 *
 * @example
 * ```ts
 * import { canonicalJson } from 'tamperlens/evidence';
 *
 * canonicalJson({ b: [1e21, 0.1], a: null }); // '{"a":null,"b":[1e+21,0.1]}'
 * ```
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', 0);
}

/**
 * Whether a text is JSON in its canonical form: whether {@link canonicalJson} of what it says gives the same text.
 *
 * Repeated names, other spellings of a number or a character, spaces and another order all make it not so.
 */
export function isCanonical(text: string): boolean {
  return readCanonical(text) !== undefined;
}

/** The value of a text in canonical form, in a box; `undefined` when the text is no JSON or not in that form. */
export function readCanonical(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // The engine's own writer is several times faster, and writes a value whose names are in order just so; but it escapes lone
    // surrogates, which have no canonical form.
    if (!text.includes('\\ud') && areNamesSorted(value, 0) && JSON.stringify(value) === text) return { value };
    return canonicalJson(value) === text ? { value } : undefined;
  } catch (error) {
    // No JSON, or JSON that has no canonical form; anything else is a mistake of ours.
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether the names of every object that JSON.parse made come in canonical order, to the depth that is allowed. */
function areNamesSorted(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= DEEPEST) return false;
  if (Array.isArray(value)) return value.every((element) => areNamesSorted(element, depth + 1));
  let before = '';
  // Such an object inherits nothing that is enumerable, and this makes no list of its names.
  for (const name in value) {
    if (name < before) return false;
    if (!areNamesSorted((value as Record<string, unknown>)[name], depth + 1)) return false;
    before = name;
  }
  return true;
}

function write(value: unknown, path: string, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, path);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${path} is ${value}, which JSON cannot hold`);
      // The serialization of numbers in RFC 8785 is ECMAScript's own.
      return String(value === 0 ? 0 : value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= DEEPEST) throw new TypeError(`${path} is nested deeper than ${DEEPEST} levels`);
      return Array.isArray(value) ? writeArray(value, path, depth) : writeObject(value, path, depth);
    default:
      throw new TypeError(`${path} is of type ${typeof value}, which JSON cannot hold`);
  }
}

function writeString(value: string, path: string): string {
  if (LONE_SURROGATE.test(value)) throw new TypeError(`${path} holds a lone surrogate, which has no UTF-8`);
  return JSON.stringify(value);
}

function writeArray(values: readonly unknown[], path: string, depth: number): string {
  let text = '[';
  for (let i = 0; i < values.length; i++) text += (i > 0 ? ',' : '') + write(values[i], `${path}[${i}]`, depth + 1);
  return `${text}]`;
}

function writeObject(value: object, path: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has another `Object.prototype`, whose own prototype is null as well.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new TypeError(`${path} is no plain object`);
  }
  let text = '{';
  // Strings compare by UTF-16 code units, which is the order that RFC 8785 asks for.
  const names = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  for (const name of names) {
    const member = write((value as Record<string, unknown>)[name], `${path}.${name}`, depth + 1);
    text += `${text.length > 1 ? ',' : ''}${writeString(name, path)}:${member}`;
  }
  return `${text}}`;
}

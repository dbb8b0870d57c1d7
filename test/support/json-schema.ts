/** As much of JSON Schema 2020-12 as our schemas use; whatever else stands in one is refused, so that nothing goes unchecked. */
const KNOWN = new Set([
  ...['$schema', '$id', 'title', 'description', 'format', 'type', 'properties', 'required', 'additionalProperties', 'items'],
  ...['minimum', 'maximum', 'minLength'],
]);

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
}

/** RFC 3339, as `format: date-time` means it. */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

/** What of `value` breaks the schema, as `place: problem`; nothing when it is valid. */
export function schemaProblems(schema: Schema, value: unknown, place = ''): string[] {
  const unknown = Object.keys(schema).filter((key) => !KNOWN.has(key));
  if (unknown.length > 0) throw new Error(`this validator does not know ${unknown.join(', ')}`);
  const at = place === '' ? '/' : place;
  const { type, format, properties = {}, required = [], items } = schema;
  const actual = typeOf(value);
  const fits = type === undefined || type === actual || (type === 'integer' && Number.isInteger(value));
  if (!fits) return [`${at}: is ${actual}, not ${type}`];
  const problems: string[] = [];
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) problems.push(`${at}: is not finite`);
    if (value < (schema.minimum ?? -Infinity)) problems.push(`${at}: ${value} is below ${schema.minimum}`);
    if (value > (schema.maximum ?? Infinity)) problems.push(`${at}: ${value} is above ${schema.maximum}`);
  }
  if (typeof value === 'string') {
    if (value.length < (schema.minLength ?? 0)) problems.push(`${at}: is too short`);
    if (format === 'date-time' && !(DATE_TIME.test(value) && !Number.isNaN(Date.parse(value))))
      problems.push(`${at}: is no time`);
  }
  if (Array.isArray(value) && items !== undefined) {
    problems.push(...value.flatMap((item, index) => schemaProblems(items, item, `${place}/${index}`)));
  }
  if (actual === 'object') {
    const entries = Object.entries(value as object) as [string, unknown][];
    const keys = new Set(entries.map(([key]) => key));
    problems.push(...required.filter((key) => !keys.has(key)).map((key) => `${at}: lacks ${key}`));
    for (const [key, member] of entries) {
      if (Object.hasOwn(properties, key)) problems.push(...schemaProblems(properties[key], member, `${place}/${key}`));
      else if (schema.additionalProperties === false) problems.push(`${at}: has ${key}, which it must not`);
    }
  }
  return problems;
}

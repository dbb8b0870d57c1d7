/** The fields of an object that are there; those that are not are left out, so that the object and its JSON have the same keys. */
export type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** A copy without the fields that are `undefined`. */
export function defined<T extends object>(fields: T): Defined<T> {
  const present: { [K in keyof T]?: T[K] } = {};
  for (const key of Object.keys(fields) as (keyof T)[]) if (fields[key] !== undefined) present[key] = fields[key];
  return present as Defined<T>;
}

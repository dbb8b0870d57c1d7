/**
 * Lays the caller's options over the defaults.
 *
 * A key that is not in `defaults` is a `TypeError` that names it (a misspelt option must not pass silently); `undefined` means
 * the default.
 */
export function resolveOptions<T extends object>(defaults: Readonly<T>, options: Partial<Readonly<T>> | undefined): T {
  const resolved: T = { ...defaults };
  if (options === undefined) return resolved;
  if (typeof options !== 'object' || options === null) throw new TypeError('options must be an object');
  for (const key of Object.keys(options) as (keyof T & string)[]) {
    // `in` would also find what every object inherits, `constructor` for one.
    if (!Object.hasOwn(defaults, key)) {
      throw new TypeError(`unknown option "${key}"; known options: ${Object.keys(defaults).join(', ')}`);
    }
    const value = options[key];
    if (value !== undefined) resolved[key] = value;
  }
  return resolved;
}

/**
 * What opening a store may do.
 *
 * - `open-or-create`: append to it, and begin it where it is missing.
 * - `create`: begin it, and refuse one that is there.
 * - `open`: append to it, and refuse where it is missing.
 * - `read`: only read it; nothing is written or locked, and a writer may be at work.
 */
export type StoreMode = 'open-or-create' | 'create' | 'open' | 'read';

export const STORE_MODES: readonly StoreMode[] = ['open-or-create', 'create', 'open', 'read'];

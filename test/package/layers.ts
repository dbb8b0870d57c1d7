/** The layers of `src/`, lowest first. A file imports from lower layers, and from its own by the rule of {@link importProblem}. */
const LAYERS: readonly (readonly string[])[] = [
  ['errors', 'notes', 'bytes', 'math', 'kernels'],
  ['image'],
  ['codec', 'metadata'],
  ['guard', 'hash', 'forgery'],
  ['exhibit', 'compare', 'conformance'],
  ['detectors', 'documents'],
  ['ensemble'],
  ['evidence', 'report'],
  ['analysis'],
  ['index.ts'],
  ['adapters'],
  ['cli'],
];

/** Folders that may know a platform. */
const OUTSIDE_CORE = ['adapters', 'cli'];

/** Folders that hold one concept per sub-folder. */
const HOLDERS = ['codec', 'detectors', 'adapters'];

/** Packages that core may import: pure, isomorphic, and given bytes whose bounds are already checked. */
const CORE_PACKAGES = ['@noble/curves', '@noble/hashes', 'fflate'];

function layerOf(path: string): number {
  const top = path.split('/')[1] ?? '';
  return LAYERS.findIndex((names) => names.includes(top));
}

/** The concept that a file belongs to: `src/math/`, `src/detectors/ela/`, or `src/detectors/` for what its detectors share. */
function unitOf(path: string): string {
  const folders = path.split('/').slice(0, -1);
  return `${folders.slice(0, HOLDERS.includes(folders[1] ?? '') ? 3 : 2).join('/')}/`;
}

export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

export function isCore(path: string): boolean {
  return !OUTSIDE_CORE.includes(path.split('/')[1] ?? '');
}

/**
 * Says what is wrong with one file of `src/` importing another, or `undefined`.
 *
 * Neighbours in a layer reach each other through their `index.ts`; a neighbour that is nested in a folder (`detectors/ela/`) reaches
 * what lies above it (`detectors/contract.ts`) directly.
 */
export function importProblem(from: string, to: string): string | undefined {
  const [lower, upper] = [layerOf(to), layerOf(from)];
  if (upper < 0) return `${from} is in no layer`;
  if (lower < 0) return `${to} is in no layer`;
  if (lower > upper) return `${to} is in a higher layer`;
  const isAtHome = unitOf(from).startsWith(unitOf(to));
  if (lower === upper && !isAtHome && !to.endsWith('/index.ts')) return `${to} is a neighbour's inside: import its index.ts`;
  return undefined;
}

/** Says what is wrong with a file of `src/` importing a package or a platform module, or `undefined`. */
export function packageProblem(from: string, specifier: string, dependencies: readonly string[]): string | undefined {
  if (specifier.startsWith('node:')) return isCore(from) ? `core imports the platform: ${specifier}` : undefined;
  const name = packageOf(specifier);
  if (!dependencies.includes(name)) return `${name} is not a dependency`;
  if (isCore(from) && !CORE_PACKAGES.includes(name)) return `core may not import ${name}`;
  return undefined;
}

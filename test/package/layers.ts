/** The layers of `src/`, lowest first. A file imports from lower layers, and from its own by the rule of {@link importProblem}. */
const LAYERS: readonly (readonly string[])[] = [
  ['errors', 'notes', 'bytes', 'math', 'kernels'],
  ['image'],
  ['codec', 'metadata'],
  ['guard', 'hash'],
  ['exhibit'],
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

/** Packages that core may import: pure, isomorphic, and given bytes whose bounds are already checked. */
const CORE_PACKAGES = ['@noble/hashes', 'fflate'];

function layerOf(path: string): number {
  const top = path.split('/')[1] ?? '';
  return LAYERS.findIndex((names) => names.includes(top));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
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
 * Inside a layer a file reaches its own folder and the folders above it directly, and any other folder through its `index.ts`.
 */
export function importProblem(from: string, to: string): string | undefined {
  const [lower, upper] = [layerOf(to), layerOf(from)];
  if (upper < 0) return `${from} is in no layer`;
  if (lower < 0) return `${to} is in no layer`;
  if (lower > upper) return `${to} is in a higher layer`;
  const isOwnFolder = folderOf(from).startsWith(folderOf(to));
  if (lower === upper && !isOwnFolder && !to.endsWith('/index.ts')) return `${to} is a neighbour's inside: import its index.ts`;
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

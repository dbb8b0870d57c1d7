import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * The image worker beside this file: built in the package, TypeScript in a clone. Found when it is asked for, since a program that was
 * bundled to CommonJS has no `import.meta.url`, and may want other things of this entry.
 *
 * @throws {Error} There is none.
 */
export function imageWorker(): URL {
  const here = import.meta.url as string | undefined;
  if (here === undefined) throw new Error('a bundled program has to name the worker\'s file in "workerUrl"');
  return new URL(`./image-worker.${isTypeScript(here) ? 'ts' : 'js'}`, here);
}

/**
 * What a thread is to be started with so that it loads the file. TypeScript, which only a clone has, goes through `tsx` where Node does
 * not read it by itself.
 */
export function threadEntry(file: URL): URL {
  if (!isTypeScript(file.href) || ('typescript' in process.features && process.features.typescript !== false)) return file;
  // `--import tsx` does nothing in a thread, since tsx expects the main thread's hooks to serve it.
  const manifest = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const hooks = new URL('dist/esm/api/index.mjs', manifest).href;
  const code = `import{register}from${JSON.stringify(hooks)};register();await import(${JSON.stringify(file.href)})`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

function isTypeScript(url: string): boolean {
  return url.endsWith('.ts');
}

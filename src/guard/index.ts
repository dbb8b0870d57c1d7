export { DEFAULT_LIMITS } from '../errors/index.ts';
export type { Limits } from '../errors/index.ts';
export { inspect } from './inspect.ts';
export type { GuardReport } from './inspect.ts';
export { identifyFormat, mediaTypeOf } from './magic.ts';
export type { FileFormat } from './magic.ts';

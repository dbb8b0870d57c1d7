export { checkBytes, checkInteger, checkOneOf, checkRange } from './check.ts';
export { ForensicsError, isForensicsError, limitExceeded, malformed, unsupported } from './forensics-error.ts';
export type { ExceededLimit, ForensicsErrorCode, ForensicsErrorDetails } from './forensics-error.ts';
export { DEFAULT_LIMITS, resolveLimits } from './limits.ts';
export type { Limits } from './limits.ts';
export { resolveOptions } from './options.ts';

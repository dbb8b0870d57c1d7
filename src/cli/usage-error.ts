/** A command that was called wrongly in a way that only its inputs show. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

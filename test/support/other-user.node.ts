/** The user `nobody`. */
const NOBODY = 65_534;

/** Does something as a user to whom file permissions apply: root, which CI often is, may read everything. */
export async function asOtherUser<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

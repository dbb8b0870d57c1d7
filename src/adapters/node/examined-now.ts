type DetectorOptions = Readonly<Record<string, object>>;

/**
 * Tells the metadata check what time it is, so that it can name stamps of the future; core has no clock.
 *
 * @param detectors - Those that run, when the caller chose them.
 */
export function examinedNow(
  detectors: readonly { readonly id: string }[] | undefined,
  detectorOptions: DetectorOptions,
): DetectorOptions {
  if (detectors !== undefined && !detectors.some(({ id }) => id === 'metadata')) return detectorOptions;
  return { ...detectorOptions, metadata: { examinedAt: Date.now(), ...detectorOptions['metadata'] } };
}

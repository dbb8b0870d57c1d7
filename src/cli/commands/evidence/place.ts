/** The options that state a place. */
export interface PlaceOptions {
  /** Degrees north. */
  readonly latitude?: number;
  /** Degrees east. */
  readonly longitude?: number;
}

/** A place as records hold it: `null` where it was not stated. */
export interface Place {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Reads the options that state a place. */
export function placeOf({ latitude, longitude }: PlaceOptions): Place {
  return { latitude: latitude ?? null, longitude: longitude ?? null };
}

/** The layout of the evidence hash that goes with a place; half a place counts as none. */
export function versionFor({ latitude, longitude }: Place): 1 | 2 {
  return latitude === null || longitude === null ? 2 : 1;
}

/** A place on one line, for people. */
export function wordPlace({ latitude, longitude }: Place): string {
  if (latitude === null && longitude === null) return 'not stated';
  return `${latitude ?? 'latitude not stated'}, ${longitude ?? 'longitude not stated'}`;
}

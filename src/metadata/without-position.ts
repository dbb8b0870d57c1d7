import type { ImageMetadata } from './image-metadata.ts';
import type { Ifd } from './ifd.ts';
import type { MetadataPosition } from './normalized.ts';

/**
 * A copy without the place where the picture was taken: the GPS directory keeps its tags and their places and loses their values. For
 * whatever is shown, logged or kept.
 *
 * What a camera put into its private notes, an XMP packet or a comment is not looked for.
 *
 * @example
 * ```ts
 * import { encodeJpeg } from 'tamperlens/jpeg';
 * import { readMetadata, withoutPosition } from 'tamperlens/metadata';
 *
 * const file = encodeJpeg({ data: new Uint8Array(16 * 16 * 3), width: 16, height: 16 });
 * withoutPosition(readMetadata(file)).normalized.gps; // undefined
 * ```
 */
export function withoutPosition(metadata: ImageMetadata): ImageMetadata {
  const { exif, normalized } = metadata;
  const { gps, ...rest } = normalized;
  return {
    ...metadata,
    ...(exif === undefined ? {} : { exif: { ...exif, ifds: exif.ifds.map(withoutValues) } }),
    normalized: gps === undefined ? rest : { ...rest, gps: placeOnly(gps) },
  };
}

function withoutValues(ifd: Ifd): Ifd {
  if (ifd.name !== 'GPS') return ifd;
  const entries = ifd.entries.map(({ value: _value, fractions: _fractions, ...place }) => place);
  return { ...ifd, entries };
}

function placeOnly({ offset }: MetadataPosition): MetadataPosition {
  return { offset };
}

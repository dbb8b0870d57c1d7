import type { CivilTime } from './civil-time.ts';
import type { IfdValue } from './ifd-value.ts';

/** A value in one agreed form, with the place that it comes from. */
export interface MetadataField<T> {
  readonly value: T;
  /** As stored. */
  readonly raw: IfdValue;
  /** For example `ExifIFD.FNumber`. */
  readonly path: string;
  /** Where the entry lies, in bytes from the start of the file. */
  readonly offset: number;
}

/** A time as metadata state it: a text, and what it means where it means something. */
export interface MetadataTime {
  readonly text: string;
  /** Absent when the text is no time of the calendar. */
  readonly time?: CivilTime;
  /** Whether the clock was never set: zeros or blanks. */
  readonly isUnset: boolean;
  /** Fraction of the second, its decimal digits. */
  readonly subSeconds?: string;
  /** Minutes east of Greenwich, where the metadata say. */
  readonly utcOffsetMinutes?: number;
}

/** Where the picture was taken, by its own metadata. */
export interface MetadataPosition {
  /** Where the GPS directory lies, in bytes from the start of the file. */
  readonly offset: number;
  /** Degrees, north positive. */
  readonly latitude?: MetadataField<number>;
  /** Degrees, east positive. */
  readonly longitude?: MetadataField<number>;
  /** Meters above sea level. */
  readonly altitude?: MetadataField<number>;
  /** Coordinated universal time. */
  readonly timestamp?: MetadataField<MetadataTime>;
}

/** Where a camera's private notes lie and whose they are. */
export interface MakerNoteLocation {
  /** In bytes from the start of the file. */
  readonly offset: number;
  readonly length: number;
  /** By the header of the notes; absent when it is not known. */
  readonly maker?: string;
}

/** The fields that most files have, wherever they stand, in one agreed form each. What is absent was not stated. */
export interface NormalizedMetadata {
  readonly make?: MetadataField<string>;
  readonly model?: MetadataField<string>;
  readonly lensModel?: MetadataField<string>;
  readonly software?: MetadataField<string>;
  readonly processingSoftware?: MetadataField<string>;
  readonly hostComputer?: MetadataField<string>;
  /** When the file was last changed. */
  readonly dateTime?: MetadataField<MetadataTime>;
  /** When the picture was taken. */
  readonly dateTimeOriginal?: MetadataField<MetadataTime>;
  /** When it became digital. */
  readonly dateTimeDigitized?: MetadataField<MetadataTime>;
  /** Width of the valid image in pixels. */
  readonly pixelWidth?: MetadataField<number>;
  readonly pixelHeight?: MetadataField<number>;
  /** How the stored picture is to be turned, 1..8 as a rule. */
  readonly orientation?: MetadataField<number>;
  /** For example `0232`. */
  readonly exifVersion?: MetadataField<string>;
  /** 1 sRGB, 65535 uncalibrated. */
  readonly colorSpace?: MetadataField<number>;
  /** Seconds. */
  readonly exposureTime?: MetadataField<number>;
  readonly fNumber?: MetadataField<number>;
  /** APEX: −log2 of the exposure time in seconds. */
  readonly shutterSpeedValue?: MetadataField<number>;
  /** APEX: 2 log2 of the F number. */
  readonly apertureValue?: MetadataField<number>;
  readonly iso?: MetadataField<number>;
  /** Millimeters. */
  readonly focalLength?: MetadataField<number>;
  /** Millimeters. */
  readonly focalLengthIn35mm?: MetadataField<number>;
  readonly gps?: MetadataPosition;
  readonly makerNote?: MakerNoteLocation;
}

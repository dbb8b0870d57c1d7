import type { Outcome } from '../ensemble/index.ts';
import type { Note } from '../notes/index.ts';
import type { WordedNote } from './model.ts';

/** English sentences by note code; `{name}` stands for a parameter. */
const SENTENCES: Readonly<Record<string, string>> = {
  'compare-apart':
    'Hashes within their suggested distances: none of the {usable} with enough to go by, as with unrelated pictures. A crop, a turn or a large change can do that too.',
  'compare-hash-sizes': 'The hashes have {bitsA} and {bitsB} bits.',
  'compare-hashes-silent': 'The pictures give {count} of the {of} hashes too little to go by; those were not counted.',
  'compare-identical-bytes': 'The two files are the same, byte for byte.',
  'compare-identical-pixels': 'Both pictures hold the same pixels, at 8 bits a sample.',
  'compare-local':
    'Outside {width}×{height} pixels at ({x}, {y}) both pictures are the same: consistent with a change in that place alone. Re-saving with loss changes pixels nearly everywhere.',
  'compare-near':
    'Hashes within their suggested distances: {within} of the {usable} with enough to go by, PDQ and perceptual among them. That is consistent with a resized, re-saved or slightly edited copy, and with two photographs of one scene. Hashes hardly see small changes of what is shown.',
  'compare-no-region': 'No part differs by more than re-saving commonly makes.',
  'compare-orientations':
    'The files ask to be shown in different ways ({a}; {b}), and were compared as stored: --orient turns each as it asks.',
  'compare-regions':
    'Parts that differ by more than re-saving commonly makes: {count}. The one that differs most is {width}×{height} pixels at ({x}, {y}).',
  'compare-sizes-differ':
    'The pictures are {widthA}×{heightA} and {widthB}×{heightB} pixels; pixel by pixel only pictures of one size can be compared.',
  'compare-too-small': 'The pictures are {width}×{height} pixels; this needs at least {minimumSide} on each side.',
  'compare-turned':
    'When the first picture is {turn}, {distance} of {bits} bits of PDQ differ, and {stored} as stored: consistent with a turned or mirrored copy.',
  'compare-undecided':
    'Hashes within their suggested distances: {within} of the {usable} with enough to go by, but not both PDQ and perceptual. Some unrelated pictures are as near.',
  'detector-image-too-small': 'The image is {width}×{height} pixels; this needs at least {minimumSide} on each side.',
  'double-jpeg-clipped':
    '{percent} % of the blocks hold or touch samples that are as dark or as bright as can be; they were not counted, because cutting off there erases the trace.',
  'double-jpeg-no-luma': 'The file keeps its colors as {colorSpace}, without the luma component that this looks at.',
  'double-jpeg-no-table': 'The file has no usable quantization table for luma.',
  'double-jpeg-no-trace':
    'Traces of an earlier, coarser JPEG compression: {frequencies} of the 15 lowest frequencies; this needs at least {minimum}. Without them nothing is outlined, and the map says little.',
  'double-jpeg-primary-quality':
    'The picture, or a large part of it, was compressed before, at about quality {quality} ({percent} % of the steps agree). Pictures that were sent or published often were.',
  'double-jpeg-regions':
    'Parts that lack the trace of the earlier compression: {count}. That is consistent with parts that were pasted, painted or moved after it.',
  'double-jpeg-too-few-blocks': 'Only {blocks} whole blocks of 8×8 pixels could be read; this needs at least {minimumBlocks}.',
  'double-jpeg-too-smooth': 'Too little of the picture has detail to tell which parts lack the trace of the earlier compression.',
  'ela-high-detail':
    'The image is densely textured ({levelsPerPixel} levels per pixel). Fine detail always has high error levels, so bright areas say little.',
  'ela-no-opaque-pixels': 'No 8×8 block of the image has enough pixels that are not fully transparent.',
  'ela-not-a-jpeg':
    'This is not a JPEG file. Where a picture was never saved as JPEG, error levels only show detail and strong colors.',
  'ela-regions-of-texture': 'Not outlined: parts whose high error levels follow from their texture ({count}).',
  'ela-saturated': 'The classic error picture is saturated: on average {mean} of 255. Lower the scale to see differences.',
  'ela-small-image': 'The image is small ({width}×{height}); error levels of so few blocks say little.',
  'ela-transparent': '{percent} % of the pixels are fully transparent and were left out.',
  'evidence-chain-broken':
    'Record {index} does not follow from the record before it: one of the two was changed, or put there later.',
  'evidence-checkpoint-key': 'The checkpoint was not signed with the key {key}; it carries signatures of: {others}.',
  'evidence-checkpoint-malformed': 'A text that should be a signed checkpoint does not have the form of one.',
  'evidence-checkpoint-origin': 'A checkpoint belongs to the log "{origin}", not to "{expected}".',
  'evidence-checkpoint-signature':
    'The signature by the key {key} does not fit the checkpoint of {size} records: its text or the signature was changed, or another key made it.',
  'evidence-checkpoint-time': 'The checkpoint of {size} records states an earlier time than that of {earlier} records.',
  'evidence-checkpoints-contradict':
    'Two checkpoints of {size} records have different roots: the log had two contents of one length.',
  'evidence-checkpoints-inconsistent':
    'It does not show that the log of {to} records begins with the {from} records of the earlier checkpoint.',
  'evidence-database-damaged': 'SQLite finds its file damaged: {detail}.',
  'evidence-file-hash-changed':
    'The evidence hash fits the image and the file hash does not: the record states {expected}, the image has {found}.',
  'evidence-file-torn':
    'Behind the last whole append, before row {row}, the file has {bytes} bytes that are not read: a write was interrupted, or one is under way.',
  'evidence-image-changed':
    'The image is not the one that was recorded, or was changed: its file hash is {found}, the record states {expected}.',
  'evidence-image-length': 'The image has {found} bytes; the record states {expected}.',
  'evidence-line-form': 'Line {row} of the file, counted from 0, does not have the form of one.',
  'evidence-log-rewritten':
    'The first {size} records are not the ones that the checkpoint was signed for. Up to record {intact} the log agrees with the checkpoints.',
  'evidence-log-shortened':
    'The log has {rows} records, and a checkpoint was signed for {size}: its end was cut off or an older copy put back ({missing} missing).',
  'evidence-more-of-a-kind': '{left} more problems of the kind "{code}" are not listed.',
  'evidence-name-repeated': 'The name "{name}" of row {first} comes again in row {again}.',
  'evidence-place-or-time-changed':
    'The image is the one that was recorded, but the evidence hash does not fit: place, time or that hash was changed in the record.',
  'evidence-position-index': 'The record calls itself number {record} and the path is for number {stated}.',
  'evidence-position-path': 'The path does not lead from the record, as number {index} of {size}, to the root of the checkpoint.',
  'evidence-position-size': 'None of the checkpoints is for a log of {size} records, which the path asks for.',
  'evidence-record-absent': 'The record is not in the log.',
  'evidence-record-changed': 'The record is not the one that was acknowledged: its leaf hash is another.',
  'evidence-record-differs': 'The log holds the record in another wording, in row {row}.',
  'evidence-record-field': 'The field "{field}" of the record is missing, unknown, wrong, or at odds with another one.',
  'evidence-record-form': 'The record is not one line of canonical JSON ({problem}).',
  'evidence-record-misplaced': 'Record {index} stands in place {place}, where it does not belong.',
  'evidence-record-name': 'The record is named "{found}", not "{expected}".',
  'evidence-record-repeated': 'Record {index} is there more than once.',
  'evidence-record-schema': 'The record is of a kind that is not known here: "{schema}".',
  'evidence-records-missing': 'The records {first} to {last} are missing.',
  'evidence-row-altered': 'Row {row} and the leaf hash that was stored beside it do not fit: one of the two was changed.',
  'evidence-row-field': 'The field "{field}" of the record in row {row} is missing, unknown, wrong, or at odds with another one.',
  'evidence-row-columns': 'Row {row} has columns that do not say what its record says: {columns}.',
  'evidence-row-form': 'Row {row} is not one line of canonical JSON ({problem}).',
  'evidence-row-number': "The store's numbers of the rows jump at row {row}, which holds record {index}.",
  'evidence-row-schema': 'The record in row {row} is of a kind that is not known here: "{schema}".',
  'evidence-schema-added': 'The table of the records has a trigger that is not of the store: {name}.',
  'evidence-schema-changed': 'In the database the {kind} {name} is not the one that the store creates.',
  'evidence-schema-missing': 'In the database the {kind} {name} is gone.',
  'evidence-time-in-future':
    '{records} records state a time that has not come yet (first record {first}): a wrong clock, or a wrong statement.',
  'evidence-time-not-increasing':
    '{records} records state a time that is not later than that of the record before (first record {first}): a clock that was set back or is coarse, or a wrong statement.',
  'evidence-unchecked-consistency':
    'Not checked: whether the later checkpoints go on from the earlier ones; neither the log nor paths between them were given.',
  'evidence-unchecked-image': 'Not checked: the image against the record; there is no {missing} to check with.',
  'evidence-unchecked-log': 'Not checked: the log itself, which was not given.',
  'evidence-unchecked-log-checkpoints':
    'Not checked: whether the end of the log was cut off or all of it rewritten; no checkpoint from elsewhere was given.',
  'evidence-unchecked-position': "Not checked: the record's place in the log; there is no {missing} to check with.",
  'evidence-unchecked-record': 'Not checked: the record, which was not given.',
  'evidence-unchecked-signatures': 'Not checked: the signatures; there is no {missing} to check with.',
  'exhibit-metadata-unread': 'Metadata of {format} files are not read yet.',
  'exhibit-needs-file': 'This looks at the file itself, and only pixels were given.',
  'exhibit-needs-jpeg': 'This looks at the JPEG data of a file, and this file is {format}.',
  'exhibit-no-rows': 'Not one row of pixels could be read.',
  'exif-ifd-cut':
    'The EXIF directory {ifd} at byte {offset} claims {entries} entries and runs past the end of its block ({count} such).',
  'exif-ifd-loop': 'The EXIF directory {ifd} at byte {offset} was read already: the directories form a loop ({count} such).',
  'exif-ifd-outside': 'The EXIF directory {ifd} is said to lie where none can be (byte {offset}; {count} such).',
  'exif-not-tiff': 'The EXIF block at byte {offset} does not begin with a TIFF header ({count} such).',
  'exif-thumbnail-outside': 'The EXIF thumbnail ({bytes} bytes at byte {offset}) runs past the end of its block.',
  'exif-thumbnail-unreadable': 'The EXIF thumbnail at byte {offset} is no JPEG picture that can be read here ({reason}).',
  'exif-undefined-number':
    '{ifd} holds numbers that have no value, such as fractions over 0 ({count} entries, first {tag} at byte {offset}).',
  'exif-unknown-type':
    '{ifd} holds entries of a type that does not exist ({count}, first {tag} of type {type} at byte {offset}).',
  'exif-value-outside': '{ifd} holds entries whose value lies outside the block ({count}, first {tag} at byte {offset}).',
  'exif-values-multiply':
    'The entries of the EXIF block share values so often that they would give more than {maximum} bytes; the rest was left out (from byte {offset}).',
  'guard-appended-file': 'A {format} file follows the image at byte {offset}.',
  'guard-not-decoded-here': 'This library does not decode {format} itself.',
  'guard-second-format': 'The bytes are a {format} file as well (from byte {offset}).',
  'jpeg-cut-segment': 'The file breaks off inside its {segment} segment at byte {offset}.',
  'jpeg-damaged-scan': 'Scan {scan} is damaged from byte {offset} on (MCU {mcu}).',
  'jpeg-damaged-structure': 'The file is damaged behind its first scan: {problem}.',
  'jpeg-dnl-ignored': 'A DNL segment at byte {offset} was ignored; the frame header has the height.',
  'jpeg-excess-entropy-data': 'Scan {scan} holds {bytes} more bytes than its picture needs.',
  'jpeg-extraneous-bytes': '{bytes} bytes between the segments belong to none of them (first at byte {offset}).',
  'jpeg-incomplete-progression': 'The progressive scans leave {coefficients} kinds of coefficients without their last bits.',
  'jpeg-inconsistent-progression':
    'Progressive scans do not follow from the ones before and were left out ({scans}, first at byte {offset}).',
  'jpeg-missing-component': '{components} components have no data at all.',
  'jpeg-missing-eoi': 'The file ends without its end marker (at byte {offset}).',
  'jpeg-quality-custom-table': 'The quantization table is not of the IJG software; the nearest quality is {quality}.',
  'jpeg-quality-mixed': 'Luma was saved with the IJG table of quality {luma}, chroma with that of {chroma}.',
  'jpeg-quality-mozjpeg-table': 'The quantization tables are those of mozjpeg preset {preset} ({name}) at quality {quality}.',
  'jpeg-quality-near-standard-table': 'The quantization table is close to the IJG table of quality {quality}, but not equal.',
  'jpeg-quality-no-tables': 'No scan names a quantization table.',
  'jpeg-quality-photoshop-markers':
    'The quantization tables are unknown here; the markers are those of Photoshop, so it may have saved the file.',
  'jpeg-quality-photoshop-table': 'The quantization tables are equal to those of Adobe software at this setting: {setting}.',
  'jpeg-quality-processed-adobe-marker':
    'The file names a maker and has an Adobe marker, which is consistent with software having saved it. Turning or sending a picture does that too.',
  'jpeg-quality-processed-ijg-jfif':
    'The file names a maker, and tables and JFIF marker are those of the IJG software, which is consistent with software having saved the file. Turning or sending a picture does that too.',
  'jpeg-quality-processed-mozjpeg':
    'The file names a maker, and the tables are those of mozjpeg, which is consistent with software having saved the file. Turning or sending a picture does that too.',
  'jpeg-quality-processed-photoshop':
    'The file names a maker, and the tables are those of Adobe software, which is consistent with software having saved the file. Turning or sending a picture does that too.',
  'jpeg-quality-processed-progressive':
    'The file names a maker, and the file is progressive, which is consistent with software having saved it. Turning or sending a picture does that too.',
  'jpeg-quality-same-table': 'Luma and chroma share one quantization table.',
  'jpeg-quality-standard-table': 'The file was last saved with the IJG table of quality {quality}.',
  'jpeg-repeated-component': 'A component is coded a second time by the scan at byte {offset}.',
  'jpeg-repeated-segment': 'There is more than one {segment} of its kind (again at byte {offset}); the last one holds.',
  'jpeg-surplus-scan': 'A further scan at byte {offset} holds a picture that viewers do not show.',
  'jpeg-trailing-data': '{bytes} bytes follow the end of the image (from byte {offset}).',
  'limit-not-applicable': 'Not checked: "{detector}" does not apply to this image.',
  'limit-not-authentic': 'Finding nothing does not show that an image is untouched, and editing alone is not deceit.',
  'limit-transparent':
    'The check "{detector}" left out {percent} % of the image because of its transparency; what is there was not examined.',
  'limit-uncalibrated':
    'The detectors are not calibrated yet, so there is no probability and no stronger answer than "inconclusive".',
  'metadata-digitized-before-taken': 'By its own account the picture was digitized before it was taken.',
  'metadata-dimensions':
    'EXIF gives the picture {statedWidth}×{statedHeight} pixels, and it has {width}×{height}: consistent with a crop or resize that left the metadata as they were.',
  'metadata-dimensions-turned':
    'EXIF gives the picture {statedWidth}×{statedHeight} pixels, and it has {width}×{height}: it was turned after it was taken.',
  'metadata-duplicate-blocks': 'There are {blocks} {kind} blocks where there can be one.',
  'metadata-duplicate-tag': '{tag} is there twice with different values ({pairs} such).',
  'metadata-exposure': '{plain} and {apex} state the same setting, and disagree.',
  'metadata-jfif-first': 'A JFIF segment comes before EXIF, as the libraries write it that programs and some cameras save with.',
  'metadata-limit': 'Part of the metadata was left out: the limit "{limit}" of {maximum} is reached (at byte {offset}).',
  'metadata-maker-note': "The camera is said to be of {make}, and its private notes have {maker}'s form.",
  'metadata-modified-after-taken': 'The file was last changed after the picture was taken.',
  'metadata-modified-before-taken': 'By its own account the file was last changed before the picture was taken.',
  'metadata-none':
    'The file says nothing about its origin: re-encoded or stripped, as most pictures on the web are. That is neutral.',
  'metadata-position-date': 'The date of the GPS fix is more than a day away from that of the picture.',
  'metadata-position-out-of-range': 'The position that the file states is no place on Earth.',
  'metadata-software': 'The file names the software "{software}" ({kind}).',
  'metadata-thumbnail-aspect':
    'The shape of the EXIF thumbnail differs from that of the picture by {percent} %: consistent with a crop that left the thumbnail as it was.',
  'metadata-thumbnail-changed':
    'The EXIF thumbnail shows the picture with differences (correlation {correlation}): consistent with a crop or a change after it was taken.',
  'metadata-thumbnail-content':
    'The EXIF thumbnail does not show this picture (correlation {correlation}): consistent with another picture, a crop or a large change.',
  'metadata-thumbnail-turned':
    'Picture and EXIF thumbnail agree only when one of them is turned: the picture was turned after it was taken.',
  'metadata-time-in-future':
    'The metadata hold a time that had not come when the file was examined: a wrong clock, or a wrong statement.',
  'metadata-trailing-data': '{bytes} bytes follow the end of the image; they begin with {kind} content at byte {offset}.',
  'metadata-unchecked-no-camera': 'Not checked: there is no EXIF segment that names a camera.',
  'metadata-unchecked-no-dimensions': 'Not checked: EXIF does not state the size of the picture.',
  'metadata-unchecked-no-examination-time': 'Not checked: nobody said when the file is examined, so the future is not known.',
  'metadata-unchecked-no-exif': 'Not checked: there is no EXIF block.',
  'metadata-unchecked-no-exposure': 'Not checked: no setting of the exposure is stated twice.',
  'metadata-unchecked-no-file': 'Not checked: this looks into the file, which was not given.',
  'metadata-unchecked-no-maker-note': 'Not checked: there are no private notes of a known form beside the name of a camera.',
  'metadata-unchecked-no-pixels': 'Not checked: there are no whole pixels to compare with, or too little contrast in them.',
  'metadata-unchecked-no-position': 'Not checked: no position is stated.',
  'metadata-unchecked-no-software': 'Not checked: no software is named.',
  'metadata-unchecked-no-thumbnail': 'Not checked: there is no EXIF thumbnail of a useful size.',
  'metadata-unchecked-no-time': 'Not checked: there is no readable time.',
  'metadata-unchecked-none': 'Not checked: the file says nothing about its origin, which is neutral.',
  'metadata-unchecked-thumbnail-unreadable': 'Not checked: the EXIF thumbnail at byte {offset} cannot be decoded.',
  'metadata-unsorted-tags': 'The tags of {ifd} are out of order: not the hand of most cameras and programs.',
  'noise-absent': '{percent} % of the picture has no noise at all, as in drawings and screenshots; there is nothing to compare.',
  'noise-clipped': '{percent} % of the picture is too dark or too bright to have measurable noise and was left out.',
  'noise-faint':
    'There is hardly any noise (σ {sigma} levels), as after strong JPEG compression or smoothing; differences say little.',
  'noise-nothing-to-measure':
    'Only {cells} cells of 16×16 pixels are neither clipped nor translucent; this needs at least {minimumCells}.',
  'noise-regions-explained': 'Not outlined: parts whose noise follows from their brightness and texture ({count}).',
  'noise-regions-noisier':
    'The outlined parts are noisier than the rest: σ {inside} levels against {elsewhere}. Fine texture can look like this.',
  'noise-regions-smoother':
    'The outlined parts are smoother than the rest: σ {inside} levels against {elsewhere}. What is out of focus can look like this.',
  'noise-transparent': '{percent} % of the picture has wholly transparent pixels and was left out.',
  'png-animation': 'The file is animated; only its still image was examined.',
  'png-bad-crc': 'The checksum of {type} chunks is wrong ({count}, first at byte {offset}).',
  'png-checksum-mismatch': 'The checksum of the image data is wrong (at byte {offset}).',
  'png-chunk-invalid': 'A {type} chunk at byte {offset} was ignored: its {reason} is wrong.',
  'png-damaged-structure': 'The file is damaged from byte {offset} on.',
  'png-depth-reduced': 'The samples have {bitDepth} bits; the upper 8 were examined.',
  'png-extra-compressed-data': '{length} bytes follow the end of the compressed image data (from byte {offset}).',
  'png-extra-image-data': 'The image data hold more than the picture needs (from byte {offset}).',
  'png-palette-index-out-of-range': 'Pixels use palette entry {highestIndex}, and there are {entries} entries.',
  'png-rows-missing': 'Only {decodedRows} of {height} rows could be read ({problem}, at byte {offset}).',
  'png-text-damaged': 'A {chunk} chunk at byte {offset} has no readable keyword ({count} such).',
  'png-trailing-data': '{length} bytes follow the end of the image (from byte {offset}).',
  'png-truncated': 'The file breaks off at byte {offset}.',
  'png-unfinished-image-data': 'The compressed image data have no end (at byte {offset}).',
  'recommend-ask-for-original': 'Ask for the original file, as it came from the camera, if something depends on this image.',
  'recommend-confirm-otherwise':
    'The checks that exist so far ask for nothing more. They miss most edits, so confirm what matters in other ways.',
  'recommend-keep-file': 'Keep this file unchanged, so that others can repeat the examination.',
  'recommend-look': 'Look at the overlay: do the outlined parts make sense as detail, or do they follow an object?',
  'recommend-not-alone': 'Do not turn anybody down because of this answer alone.',
  'recommend-person': 'Have a person examine the image before acting on it.',
  'verdict-detector-failed': 'The check "{detector}" failed: {message}',
  'verdict-incomplete-file': 'The file is damaged or cut short, so part of the image could not be examined.',
  'verdict-mostly-transparent':
    'The check "{detector}" left out {percent} % of the image because of its transparency, so that it found nothing says little.',
  'verdict-nothing-measured': 'None of the checks applies to this image.',
  'verdict-nothing-stands-out':
    'No check found anything that untouched photographs do not show as well. Most edited pictures show nothing more either.',
  'verdict-nothing-to-tell-by': 'The checks that ran describe the image; none of them tells whether it was edited.',
  'verdict-stands-out':
    'The check "{detector}" outlines parts that differ from the rest. Untouched photographs can show this too.',
  'verdict-too-small-to-tell': 'The image is too small for the check "{detector}" to find anything.',
};

/** The outcomes in one sentence each. */
const SUMMARIES: Readonly<Record<Outcome, string>> = {
  'no-evidence': 'No evidence of editing was found by the checks that apply; they miss most edits.',
  inconclusive: 'The checks do not settle whether this image was edited.',
  'likely-manipulated': 'Several measurements are consistent with manipulation.',
  'declared-synthetic': 'The file itself declares that the image was generated.',
  'needs-review': 'The examination is incomplete; a person should look at this image.',
};

/**
 * Puts a note into words.
 *
 * @param titles - Titles of detectors by id, used where a sentence names one.
 * @returns The note with its sentence. A code of somebody's own detector has none here; its text is the code and the values.
 *
 * @example
 * ```ts
 * import { wordNote } from 'tamperlens/report';
 *
 * wordNote({ code: 'jpeg-quality-standard-table', params: { quality: 90 } }).text; // 'The file was last saved with the IJG table of quality 90.'
 * ```
 */
export function wordNote(note: Note, titles: Readonly<Record<string, string>> = {}): WordedNote {
  if (!Object.hasOwn(SENTENCES, note.code)) {
    const values = Object.entries(note.params).map(([name, value]) => ` ${name}: ${value}`);
    return { ...note, text: `${note.code}${values.length > 0 ? `:${values.join(',')}` : ''}` };
  }
  const text = SENTENCES[note.code].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(note.params[name] ?? `{${name}}`);
    return name === 'detector' && Object.hasOwn(titles, value) ? titles[value] : value;
  });
  return { ...note, text };
}

/** The outcome in one sentence. */
export function wordOutcome(outcome: Outcome): string {
  return SUMMARIES[outcome];
}

/** The codes that have a sentence, for the test that none is missing. */
export const WORDED_CODES: readonly string[] = Object.keys(SENTENCES);

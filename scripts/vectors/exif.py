"""Writes test/vectors/exif.json: files whose EXIF blocks ExifTool wrote, and what ExifTool reads in them.

Each case holds a small JPEG or PNG file (base64) and every value of IFD0, ExifIFD, GPS, InteropIFD and IFD1, as `exiftool -n` gives it: by
directory and tag number. ExifTool converts some values even so (APEX to plain, degrees to decimals); the test undoes that, not this script.
Needs ExifTool 12.57 (Debian: apt-get install libimage-exiftool-perl).
Usage: python3 scripts/vectors/exif.py
"""

import base64
import json
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
JPEG = ROOT / 'fixtures/formats/jpeg/ycc-no-app.jpg'
PNG = ROOT / 'fixtures/formats/png/rgb-8-filter0.png'
DIRECTORIES = ['IFD0', 'ExifIFD', 'GPS', 'InteropIFD', 'IFD1']

CAMERA = [
    '-IFD0:Make=Example Optical Co.',
    '-IFD0:Model=Example 100',
    '-IFD0:Software=Ver.1.02',
    '-IFD0:Orientation#=6',
    '-IFD0:ModifyDate=2019:02:28 23:59:59',
    '-IFD0:XResolution=72',
    '-ExifIFD:ExposureTime=1/250',
    '-ExifIFD:FNumber=2.8',
    '-ExifIFD:ISO=400',
    '-ExifIFD:DateTimeOriginal=2019:02:28 23:59:58',
    '-ExifIFD:CreateDate=2019:02:28 23:59:58',
    '-ExifIFD:OffsetTimeOriginal=+05:30',
    '-ExifIFD:SubSecTimeOriginal=042',
    '-ExifIFD:ShutterSpeedValue=1/250',
    '-ExifIFD:ApertureValue=2.8',
    '-ExifIFD:ExposureCompensation=-2/3',
    '-ExifIFD:FocalLength=35.5',
    '-ExifIFD:FocalLengthIn35mmFormat=53',
    '-ExifIFD:ExifVersion=0231',
    '-ExifIFD:ColorSpace#=1',
    '-ExifIFD:ExifImageWidth=64',
    '-ExifIFD:ExifImageHeight=48',
    '-ExifIFD:LensInfo=18 55 3.5 5.6',
    '-ExifIFD:LensModel=Example 18-55mm',
    '-ExifIFD:ComponentsConfiguration#=1 2 3 0',
    '-InteropIFD:InteropIndex=R98',
]
PLACE = [
    '-GPS:GPSLatitude=33.5',
    '-GPS:GPSLatitudeRef=S',
    '-GPS:GPSLongitude=70.25',
    '-GPS:GPSLongitudeRef=W',
    '-GPS:GPSAltitude=12.5',
    '-GPS:GPSAltitudeRef#=1',
    '-GPS:GPSDateStamp=2019:02:28',
    '-GPS:GPSTimeStamp=18:29:58',
    '-GPS:GPSProcessingMethod=GPS',
]
TEXTS = [
    '-IFD0:ImageDescription=Grüße aus 東京',
    '-IFD0:Artist=Zoë',
    '-IFD0:XPTitle=Überschrift 🙂',
    '-ExifIFD:UserComment=plain words',
]
UNICODE_COMMENT = ['-ExifIFD:UserComment=Žluťoučký 東京']
ODD = ['-ExifIFD:BrightnessValue=inf', '-ExifIFD:SubjectDistance=inf', '-ExifIFD:DigitalZoomRatio=undef']

CASES = [
    ('a camera, little-endian', JPEG, 'II', CAMERA),
    ('a camera, big-endian', JPEG, 'MM', CAMERA),
    ('a place, little-endian', JPEG, 'II', PLACE),
    ('a place, big-endian', JPEG, 'MM', CAMERA[:2] + PLACE),
    ('texts, little-endian', JPEG, 'II', TEXTS),
    ('a Unicode comment, big-endian', JPEG, 'MM', UNICODE_COMMENT),
    ('a Unicode comment, little-endian', JPEG, 'II', UNICODE_COMMENT),
    ('fractions over 0', JPEG, 'II', ODD),
    ('a thumbnail', JPEG, 'MM', CAMERA[:5] + [f'-ThumbnailImage<={JPEG}']),
    ('a PNG file', PNG, 'MM', CAMERA),
]


def exiftool(*arguments):
    return subprocess.run(['exiftool', *arguments], check=True, capture_output=True, text=True).stdout


def case(name, source, order, tags, folder):
    path = folder / f'file{source.suffix}'
    shutil.copyfile(source, path)
    exiftool('-q', '-overwrite_original', f'-ExifByteOrder={order}', *tags, str(path))
    wanted = [f'-{directory}:all' for directory in DIRECTORIES]
    (read,) = json.loads(exiftool('-j', '-n', '-D', '-G1', '-a', '-u', *wanted, str(path)))
    values = {}
    for key, entry in read.items():
        directory, _, _ = key.partition(':')
        if directory not in DIRECTORIES or not isinstance(entry['id'], int):
            continue
        if str(entry['val']).startswith('(Binary data'):
            continue
        values.setdefault(directory, {})[str(entry['id'])] = entry['val']
    return {'name': name, 'file': base64.b64encode(path.read_bytes()).decode(), 'values': values}


def main():
    version = exiftool('-ver').strip()
    with tempfile.TemporaryDirectory() as folder:
        cases = [case(*parts, pathlib.Path(folder)) for parts in CASES]
    made = {'generator': 'scripts/vectors/exif.py', 'tool': f'ExifTool {version}', 'cases': cases}
    target = ROOT / 'test/vectors/exif.json'
    target.write_text(json.dumps(made, indent=1, ensure_ascii=False) + '\n', encoding='utf-8')


if __name__ == '__main__':
    main()

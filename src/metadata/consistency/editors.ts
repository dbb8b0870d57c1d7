/** What a program is for: editing pixels, developing raw files (every raw photograph passes through one), or converting files. */
export type SoftwareKind = 'editor' | 'raw-developer' | 'converter' | 'screenshot';

/** A program that names itself in the metadata of what it writes. */
export interface KnownSoftware {
  readonly kind: SoftwareKind;
  readonly pattern: RegExp;
}

/** Patterns are names; `\b`, `\d` and `$` keep those apart that are words of their own. */
function known(kind: SoftwareKind, ...names: readonly string[]): KnownSoftware[] {
  return names.map((name) => ({ kind, pattern: new RegExp(`\\b${name.replace('.', '\\.')}`, 'i') }));
}

/** Programs told by name; where one name holds another, the more telling one comes first. */
export const KNOWN_SOFTWARE: readonly KnownSoftware[] = [
  ...known('raw-developer', 'Photoshop Lightroom', 'Lightroom', 'Adobe Photoshop Camera Raw', 'Adobe Camera Raw', 'Capture One'),
  ...known('raw-developer', 'darktable', 'RawTherapee', 'DxO', 'SILKYPIX', 'Digital Photo Professional', 'Capture NX', 'ViewNX'),
  ...known('raw-developer', 'Olympus Viewer', 'OLYMPUS Studio', 'UFRaw', 'dcraw', 'Hasselblad Phocus'),
  ...known('editor', 'Photoshop', 'GIMP', 'Affinity', 'Paint.NET', 'Pixelmator', 'PicsArt', 'Snapseed', 'Facetune', 'Meitu'),
  ...known('editor', 'BeautyPlus', 'Canva\\b', 'Pixlr', 'Fotor', 'ACDSee', 'Corel', 'Paint Shop', 'PaintShop', 'VSCO', 'Luminar'),
  ...known('editor', 'Afterlight', 'PhotoScape', 'Polarr', 'Topaz', 'Krita', 'Inkscape', 'Ulead', 'PhotoImpact', 'Picasa'),
  ...known('editor', 'iPhoto', 'Aperture \\d', 'Photos \\d', 'Windows Photo', 'Microsoft Photo', 'Photo Gallery', 'FastStone'),
  ...known('editor', 'IrfanView', 'XnView', 'Gwenview', 'Shotwell', 'digiKam', 'Google$', 'Skia', 'Instagram', 'Photo Editor'),
  ...known('editor', 'Noise Ninja', 'ACD Systems'),
  ...known('converter', 'Nikon Transfer', 'OLYMPUS CAMEDIA Master', 'OLYMPUS Master', 'FinePix ?Viewer', 'QuickTime', 'PMB'),
  ...known('converter', 'Adobe Bridge', 'idimager', 'DCS Photo Desk', 'OfotoNow'),
  ...known('converter', 'ImageMagick', 'GraphicsMagick', 'libvips', 'Lavc', 'ImageReady', 'Photo Mechanic'),
  ...known('screenshot', 'Screenshot', 'gnome-screenshot', 'Snagit', 'Greenshot', 'ShareX'),
];

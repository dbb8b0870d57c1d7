import { describe, expect, it } from 'vitest';
import { parseLabels } from '../../bench/accuracy/labels.ts';

const HEADER = 'set,scene,image,label,mask,forgery\n';

describe('parseLabels', () => {
  it('reads rows whatever the order of the columns, and ignores other columns', () => {
    expect(parseLabels('notes,mask,label,image,scene,set\nx; y,masks/a.png,tampered,images/a.jpg,7,web\n')).toEqual([
      { set: 'web', scene: 'web/7', image: 'images/a.jpg', label: 'tampered', mask: 'masks/a.png' },
    ]);
  });

  it('reads quoted fields, a byte order mark, CRLF, empty fields and a last line without an end', () => {
    const rows = parseLabels(
      `\uFEFF${HEADER.replace('\n', '\r\n')}web,"a, ""b""\nc",1.png,authentic,,\r\n\r\nweb,,2.png,authentic,,`,
    );
    expect(rows).toEqual([
      { set: 'web', scene: 'web/a, "b"\nc', image: '1.png', label: 'authentic', mask: undefined },
      { set: 'web', scene: 'web/2.png', image: '2.png', label: 'authentic', mask: undefined },
    ]);
  });

  it('keeps scenes of the same name in different sets apart', () => {
    const rows = parseLabels(`${HEADER}a,1,x.png,authentic,,\nb,1,y.png,authentic,,\n`);
    expect(rows.map(({ scene }) => scene)).toEqual(['a/1', 'b/1']);
  });

  it('divides sets by a column where it says something, and scenes stay what they are', () => {
    const rows = parseLabels(`${HEADER}a,1,x.png,authentic,,\na,1,y.png,tampered,,splice\n`, 'forgery');
    expect(rows.map(({ set, scene }) => [set, scene])).toEqual([
      ['a', 'a/1'],
      ['a: splice', 'a/1'],
    ]);
  });

  it.each([
    ['set,image,label,mask\n', 'labels.csv has no column "scene"; it has set, image, label, mask'],
    ['', 'labels.csv has no column "set"; it has '],
    [`${HEADER}a,1,x.png,forged,,\n`, '"label" in row 1 of labels.csv must be authentic or tampered, received "forged"'],
    [`${HEADER}a,1,x.png,authentic,,\n,1,x.png,authentic,,\n`, 'row 2 of labels.csv has no set or no image'],
    [`${HEADER}a,1,"x.png,authentic,,\n`, `labels.csv is not well-formed at character ${HEADER.length + 4}`],
  ])('refuses %j', (text, message) => {
    expect(() => parseLabels(text)).toThrow(new TypeError(message));
  });

  it('refuses to divide by a column that is not there', () => {
    expect(() => parseLabels(HEADER, 'kind')).toThrow(/no column "kind"/);
  });
});

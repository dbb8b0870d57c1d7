/** How a contact sheet looks; it stands in the page itself. */
export const CONTACT_SHEET_STYLE: string = `
:root { color-scheme: light dark; --page: #f4f4f2; --card: #fff; --edge: #dcdcd8; --well: #ececea; --text: #1d1f21; --soft: #5c6166;
  --first: #1f5fae; --same: #1d6b3a; --alike: #4a4f54; --beyond: #8a4b00; --badge: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --page: #15171a; --card: #1e2125; --edge: #33383e; --well: #121417; --text: #e6e7e8; --soft: #a3a9af;
    --first: #8cbcf5; --same: #86d3a0; --alike: #c3c8cd; --beyond: #f0b76b; --badge: #15171a; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 80rem; background: var(--page); color: var(--text);
  font: 1rem/1.45 system-ui, sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 0 0 .75rem; font-size: 1.05rem; }
p { margin: 0; }
.summary { font-weight: 600; margin-bottom: .75rem; }
.explanation { color: var(--soft); font-size: .9rem; max-width: 48rem; margin-bottom: .5rem; }
.count, .dot { color: var(--soft); font-weight: 400; }
.wide, .list, .nothing { grid-column: 1 / -1; }
main { display: grid; gap: 1.25rem; margin-top: 1.25rem; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); }
section { min-width: 0; padding: 1rem; background: var(--card); border: 1px solid var(--edge); border-radius: .5rem; }
.sheet { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem .85rem;
  grid-template-columns: repeat(auto-fill, minmax(min(8rem, 100%), 1fr)); }
@media (min-width: 48rem) { .sheet { grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); } }
.sheet li { min-width: 0; font-size: .85rem; overflow-wrap: anywhere; }
.frame { position: relative; display: grid; place-items: center; aspect-ratio: 1; margin-bottom: .45rem; background: var(--well); border-radius: .3rem;
  overflow: hidden; text-decoration: none; }
.frame:focus-visible { outline: 3px solid var(--first); outline-offset: 2px; }
.frame img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
.absent { color: var(--soft); }
.badge { display: inline-block; padding: .05rem .45rem; border-radius: .25rem; background: var(--alike); color: var(--badge);
  font-size: .78rem; font-weight: 600; }
.badge.first { background: var(--first); }
.badge.same { background: var(--same); }
.badge.beyond { background: var(--beyond); }
.name { margin-top: .3rem; font-weight: 600; }
.folder, .size, .remark, .bytes { color: var(--soft); }
.folder, .bytes { font-size: .78rem; }
.note { margin-top: .25rem; color: var(--beyond); font-size: .78rem; }
.list ul { margin: .5rem 0 0; padding-left: 1.1rem; font-size: .85rem; overflow-wrap: anywhere; }
.whole { white-space: nowrap; }
summary { cursor: pointer; }
footer { margin-top: 2rem; color: var(--soft); font-size: .8rem; }
@media print { body { max-width: none; } .sheet li { break-inside: avoid; } }
`;

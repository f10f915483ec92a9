"""The style sheet of a page; it names no outside file."""

STYLE = """
:root { --ink: #1b1b1b; --paper: #fff; --rule: #b9b9b9; --soft: #f4f1ec;
  --accent: #8c1d18; color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1rem; color: var(--ink);
  background: var(--paper); line-height: 1.65;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei",
    "PingFang SC", "Segoe UI", Arial, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.3; color: var(--accent); }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; padding-bottom: .2rem;
  border-bottom: 2px solid var(--accent); }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .4rem; }
.notice { background: var(--soft); border-left: .3rem solid var(--accent);
  padding: .6rem .8rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0;
  list-style: none; }
a { color: #0b4f8a; }
.scroll { overflow-x: auto; margin: .8rem 0; }
.scroll:focus { outline: 3px solid #0b4f8a; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums;
  min-width: min(100%, 30rem); }
caption { text-align: left; font-weight: 700; padding: .3rem 0; }
th, td { border: 1px solid var(--rule); padding: .3rem .55rem; text-align: left;
  vertical-align: top; }
thead th { background: var(--soft); }
tbody th { font-weight: 400; white-space: nowrap; }
.s0 { background: #fff; } .s1 { background: #e3edf7; } .s2 { background: #c0d8ec; }
.s3 { background: #8dbbdd; } .s4 { background: #2b6ca3; color: #fff; }
.note { font-size: .9rem; margin: .2rem 0 1rem; }
details { margin: .35rem 0; padding: .3rem .6rem; background: var(--soft); }
summary { cursor: pointer; }
summary:focus-visible { outline: 3px solid #0b4f8a; }
details ol { margin: .3rem 0; padding-left: 1.4rem; }
.signed { text-align: right; margin: 2rem 0; }
@media (max-width: 40rem) {
  body { padding: .6rem; } th, td { padding: .25rem .35rem; font-size: .85rem; }
  tbody th { white-space: normal; min-width: 6em; } }
@media print {
  body { max-width: none; } nav { display: none; } .scroll { overflow: visible; }
  details { break-inside: avoid; background: none; } h2 { break-after: avoid; } }
"""

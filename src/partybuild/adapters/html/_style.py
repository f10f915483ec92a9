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
.hide { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; }
input[name="lang"] { margin: 0 .3rem 0 .8rem; }
input[name="lang"]:first-of-type { margin-left: 0; }
.sheet { display: none; }
#to-zh:checked ~ .zh, #to-en:checked ~ .en { display: block; }
.spans details { background: none; border-bottom: 1px solid var(--rule);
  margin: 0; padding: .25rem 0; }
.spans summary, .scale { display: grid; column-gap: .6rem; align-items: center;
  grid-template-columns: 2rem minmax(11rem, 19rem) 3.6rem 5.2rem 1fr; }
.spans summary { list-style: none; }
.spans summary::-webkit-details-marker { display: none; }
.rank { text-align: right; }
.rank::before { content: "▸"; color: var(--accent); float: left; }
details[open] > summary > .rank::before { content: "▾"; }
.score { text-align: right; font-variant-numeric: tabular-nums; }
.bar, .scale svg { width: 100%; display: block; overflow: visible; }
.scale svg { grid-column: 5; }
.scale text { text-anchor: middle; font-size: .8rem; fill: var(--ink); }
.scale .edge { fill: #595959; }
.band0 { fill: #faf8f4; } .band1 { fill: #e9e2d5; } .span { fill: #6aa9d4; }
.dot { fill: var(--ink); } .held { fill: #fff; stroke: var(--ink); stroke-width: 2; }
.spans ol { margin: .4rem 0 .6rem; padding-left: 2.4rem; }
.board table { width: 100%; }
.board thead th:not(:first-child) { width: 10%; min-width: 4.2em; }
.board td { padding: 0; text-align: center; position: relative; }
.board td details { background: none; margin: 0; padding: 0; }
.board td summary { list-style: none; padding: .3rem .55rem; }
.board td summary::-webkit-details-marker { display: none; }
.board td details[open] summary { outline: 2px solid var(--ink);
  outline-offset: -2px; }
.board td p { position: fixed; left: 0; right: 0; bottom: .6rem; z-index: 1;
  width: auto; max-width: 60rem; margin: 0 auto; padding: .6rem .9rem;
  text-align: left; font-size: .9rem; color: var(--ink); background: #fff;
  border: 2px solid var(--ink); }
.board tbody th { white-space: normal; min-width: 8em; }
.tree ul { list-style: none; margin: 0; padding-left: 1.1rem;
  border-left: 2px solid var(--rule); }
.tree > ul { border: 0; padding-left: .2rem; }
.tree .mark { display: inline-block; width: 1.2em; font-weight: 700; color: #0b4f8a; }
.tree .state { color: #595959; font-size: .9rem; padding-left: .8em; }
.tree .broken > .mark, .tree .broken > .state { color: #a03c00; font-weight: 700; }
.tree .behind > .mark { color: #595959; }
.signed { text-align: right; margin: 1rem 0; }
@media (max-width: 40rem) {
  .spans summary { grid-template-columns: 2rem 1fr auto auto; row-gap: .15rem; }
  .bar { grid-column: 1 / -1; } .scale { display: block; }
  .board td p { left: .6rem; right: .6rem; }
  .board tbody th { position: sticky; left: 0; background: #fff; z-index: 1; }
  body { padding: .6rem; } th, td { padding: .25rem .35rem; font-size: .85rem; }
  tbody th { white-space: normal; min-width: 6em; } }
@media print {
  body { max-width: none; }
  nav, .skip, input[name="lang"], input[name="lang"] + label { display: none; }
  * { print-color-adjust: exact; } thead { display: table-header-group; }
  ::details-content { content-visibility: visible; display: block; }
  .board td p { display: none; }
  .scroll { break-inside: avoid; } caption, h3 { break-after: avoid; }
  tr, .spans details { break-inside: avoid; } .scroll { overflow: visible; }
  details { break-inside: avoid; background: none; } h2 { break-after: avoid; } }
"""

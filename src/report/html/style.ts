/** How the page looks: fonts of the reader's system, both themes, narrow, wide and on paper. Nothing says by colour alone. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f7f7f5; --panel: #ffffff; --ink: #1c2127; --quiet: #59616c; --line: #dcdfe3; --code: #f3f4f6;
  --link: #0b57a4; --focus: #0b57a4;
  --bad: #a3161a; --bad-soft: #fdeeed; --good: #14693a; --good-soft: #e9f6ee;
  --unsure: #7b4b00; --unsure-soft: #fdf3de; --shadow: 0 1px 2px rgb(20 25 32 / 6%), 0 4px 16px rgb(20 25 32 / 5%);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #13161a; --panel: #1b1f25; --ink: #e7e9ec; --quiet: #a2aab5; --line: #323943; --code: #14181d;
    --link: #8cc2ff; --focus: #8cc2ff;
    --bad: #ff9d96; --bad-soft: #33191a; --good: #80d6a2; --good-soft: #14291d;
    --unsure: #f0c46e; --unsure-soft: #2e2412; --shadow: none;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 400 1rem/1.55 var(--sans); overflow-wrap: anywhere;
}
.masthead, main, nav, footer { max-width: 70rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem); }
h1, h2, h3, p, ul, ol, dl, dd, figure, pre { margin: 0; }
ul, ol { padding-left: 1.25rem; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
code, pre, .id, .path, .url, .place, .chip, .operation { font-family: var(--mono); font-size: .875em; }
.quiet, caption, .place, .reason, .title, .meaning { color: var(--quiet); }
.skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: var(--panel); }
.skip:focus { left: 1rem; top: 1rem; }
.spoken {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
[hidden] { display: none !important; }

.masthead { padding-block: 1.5rem 0; }
.brand { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; margin-bottom: 1.25rem; }
.brand > :first-child { font-weight: 700; letter-spacing: .01em; }
.operation { color: var(--quiet); }
h1 {
  font-size: clamp(1.3rem, 1.05rem + 1.35vw, 1.9rem); line-height: 1.35; font-weight: 620; letter-spacing: -.008em;
  text-wrap: pretty; background: var(--panel); border: 1px solid var(--line); border-left: .4rem solid var(--tone);
  border-radius: .5rem .5rem 0 0; border-bottom: 0; padding: clamp(1rem, 3vw, 1.75rem) clamp(1rem, 3vw, 2rem) 1.1rem;
}
h1.long { font-size: clamp(1.1rem, 1rem + .8vw, 1.5rem); }
.drift { --tone: var(--bad); --soft: var(--bad-soft); }
.conforms { --tone: var(--good); --soft: var(--good-soft); }
.inconclusive { --tone: var(--unsure); --soft: var(--unsure-soft); }
.verdict { color: var(--tone); white-space: nowrap; }
.masthead > .also, .masthead > .target, .masthead > .facts {
  background: var(--panel); border: 1px solid var(--line); border-left: .4rem solid var(--tone); border-block: 0;
  padding-inline: clamp(1rem, 3vw, 2rem);
}
.masthead > p.also { padding-bottom: .25rem; font-weight: 600; }
.masthead > ul.also { padding-bottom: 1rem; padding-left: calc(clamp(1rem, 3vw, 2rem) + 1.25rem); }
.masthead > ul.also li + li { margin-top: .25rem; }
.masthead > .target { padding-block: .75rem; }
.masthead > .target::before { content: ""; display: block; border-top: 1px solid var(--line); margin-bottom: .75rem; }
.masthead > .facts {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12.5rem), 1fr)); gap: 1rem 1.75rem;
  padding-block: .25rem 1.5rem; border-bottom: 1px solid var(--line); border-radius: 0 0 .5rem .5rem; font-size: .9375rem;
}
dt { font-weight: 600; }
.facts dd { color: var(--quiet); }
.facts dd ul { padding-left: 1.1rem; }

nav { margin-top: 1rem; font-size: .9375rem; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
section { margin-top: clamp(2.25rem, 5vw, 3.5rem); }
h2 { font-size: 1.3rem; line-height: 1.3; font-weight: 640; margin-bottom: .75rem; letter-spacing: -.005em; }
h3 { font-size: 1.0625rem; line-height: 1.45; font-weight: 600; }

table { width: 100%; border-collapse: collapse; background: var(--panel); border: 1px solid var(--line); }
caption { text-align: left; padding-bottom: .75rem; max-width: 46rem; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .6rem .8rem; border-top: 1px solid var(--line); }
thead th { font-size: .875rem; font-weight: 600; color: var(--quiet); border-top: 0; background: var(--code); }
tbody th { font-weight: 400; }
thead th, .matrix th, .brief, .number { overflow-wrap: normal; }
.number { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.cell { display: block; font-weight: 550; }
.cell.good, .good > dd { color: var(--good); } .cell.bad { color: var(--bad); }
.cell.unsure, .unsure > dd { color: var(--unsure); } .cell.quiet { color: var(--quiet); font-weight: 400; }
.sign { display: inline-block; min-width: 1em; font-weight: 700; }
.matrix tr.bad { background: var(--bad-soft); } .matrix tr.unsure { background: var(--unsure-soft); }
.matrix th strong { font-size: 1.0625rem; font-variant-numeric: tabular-nums; }
.reason { display: block; font-size: .875rem; max-width: 26rem; }
.probes { font-size: .9375rem; }
.probes .id, .probes .title { display: block; }
.probes .title { font-size: .875rem; }
.probes tr:target { outline: 3px solid var(--focus); outline-offset: -3px; }

.cause {
  --tone: var(--bad); background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; box-shadow: var(--shadow);
  padding: clamp(1rem, 3vw, 1.75rem); margin-top: 1.25rem;
}
.cause.warning { --tone: var(--unsure); }
#accepted .cause { --tone: var(--quiet); }
.cause:target { outline: 3px solid var(--focus); outline-offset: -3px; }
@media screen { .cause { content-visibility: auto; contain-intrinsic-size: auto 46rem; } }
.cause > * + * { margin-top: .9rem; }
.label { display: flex; flex-wrap: wrap; gap: .25rem .6rem; align-items: baseline; font-size: .9375rem; color: var(--quiet); }
.label .sign, .label strong { color: var(--tone); }
.label + h3 { margin-top: .35rem; }
.meaning { max-width: 46rem; }
.chip { border: 1px solid var(--line); border-radius: 1rem; padding: .05rem .6rem; background: var(--code); color: var(--ink); }
.accepted-because { border-left: .25rem solid var(--quiet); padding-left: .75rem; }
figcaption { display: flex; flex-wrap: wrap; gap: .15rem .75rem; align-items: baseline; font-size: .9375rem; margin-bottom: .35rem; }
pre {
  font: 400 .875rem/1.6 var(--mono); background: var(--code); border: 1px solid var(--line); border-radius: .375rem;
  padding: .6rem 0; overflow-x: auto; white-space: pre-wrap; tab-size: 2;
}
pre code { font: inherit; display: block; min-width: min-content; }
.line { display: block; padding-inline: .9rem; min-height: 1.6em; }
.mark { color: var(--quiet); margin-right: .9rem; user-select: none; white-space: pre; }
.difference { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1rem; }
.difference > figure { min-width: 0; display: flex; flex-direction: column; }
.difference pre { flex: 1; }
.promised .changed { background: var(--good-soft); } .promised .changed .mark { color: var(--good); font-weight: 700; }
.seen .changed { background: var(--bad-soft); } .seen .changed .mark { color: var(--bad); font-weight: 700; }
.excerpt pre { white-space: pre; }
.excerpt .promise { background: var(--unsure-soft); font-weight: 600; } .excerpt .promise .mark { color: var(--unsure); }
summary { cursor: pointer; font-weight: 550; width: fit-content; padding-block: .15rem; }
details[open] > summary { margin-bottom: .6rem; }
details > figure + figure { margin-top: .9rem; }
.seen-by ul { columns: 17rem; column-gap: 2rem; font-size: .9375rem; }
.command button { margin-left: auto; }
button, input, select {
  font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--quiet); border-radius: .375rem; padding: .3rem .7rem;
}
button { cursor: pointer; font-size: .875rem; }
button:hover { border-color: var(--ink); }
.fingerprint { font-size: .8125rem; }

.nights { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem; margin-bottom: .6rem; }
.nights ~ h3 { margin-block: 1.25rem .4rem; }
.nights li {
  flex: 1 1 1.6rem; min-width: 1.6rem; max-width: 2.2rem; height: 2.6rem; border: 1px solid var(--tone); border-radius: .3rem; background: var(--soft);
  color: var(--tone); text-align: center; font-weight: 700; line-height: 1.2; padding: .2rem .15rem; position: relative;
}
.nights small { display: block; font-weight: 500; }
.nights .now { outline: 2px solid var(--tone); outline-offset: 1px; }
.mended, .lines { padding-left: 1.25rem; } .mended { list-style: none; padding-left: 0; } .mended .sign { color: var(--good); }
.lines li + li, .mended li + li { margin-top: .5rem; }
.lines { max-width: 56rem; }
dl.coverage { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: 1rem; }
dl.coverage > div { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; }
dl.coverage dt { font-weight: 500; color: var(--quiet); font-size: .9375rem; } dl.coverage strong { font-size: 1.25rem; }
.filter { display: flex; flex-wrap: wrap; gap: .6rem 1.25rem; align-items: center; margin-bottom: .9rem; }
.filter input { width: min(16rem, 60vw); }
footer { margin-block: 3rem 2rem; color: var(--quiet); font-size: .875rem; }

@media (min-width: 70rem) { thead th, .brief { white-space: nowrap; } }
@media (max-width: 58rem) {
  table, tbody, tr, th, td, caption { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table { border: 0; background: none; }
  tbody tr { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; margin-bottom: .6rem; padding: .4rem 0; }
  th, td { border: 0; padding: .2rem .9rem; }
  td { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0 .5rem; text-align: left; }
  td::before { content: attr(data-label); color: var(--quiet); font-size: .875rem; grid-row: span 4; }
  td > * { grid-column: 2; }
  .number { text-align: left; }
  .filler { display: none; }
}
@media print {
  :root {
    color-scheme: light;
    --page: #fff; --panel: #fff; --ink: #000; --quiet: #444; --line: #bbb; --code: #fff; --link: #000;
    --bad: #8c0f12; --bad-soft: #fff; --good: #0f5a30; --good-soft: #fff; --unsure: #6b4100; --unsure-soft: #fff; --shadow: none;
  }
  body { font-size: 10pt; }
  nav, .skip, .filter, button { display: none !important; }
  .masthead, main, footer { max-width: none; padding-inline: 0; }
  .cause, tr, figure, li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  a { text-decoration: none; }
  .excerpt pre { white-space: pre-wrap; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
